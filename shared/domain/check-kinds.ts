/** Every kind of check and the Task state that answers it. */
export const checkKinds = {
  "task-health": "CheckTaskHealth",
  artifact: "CheckTaskHealth",
  "log-signature": "CheckLogSignatures",
  "log-presence": "CheckLogSignatures",
  "log-errors": "CheckLogSignatures",
  http: "CheckOperations",
} as const;

export type CheckKind = keyof typeof checkKinds;

/** The Task state that answers checks of this kind; undefined for a kind that is not known (any more). */
export function taskOfKind(kind: string): string | undefined {
  return Object.hasOwn(checkKinds, kind) ? checkKinds[kind as CheckKind] : undefined;
}
