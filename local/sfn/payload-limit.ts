import { TaskError } from "./task-tokens.ts";

/** Largest input or output of a task, a state or an execution: 256 KiB (docs/facts/aws.md 2.1). */
export const payloadBytes = 262_144;

export function payloadSize(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "");
}

/** Throws `States.DataLimitExceeded`, which neither Retry nor Catch can match. */
export function requirePayload(value: unknown, state: string, what: "input" | "result" | "output"): void {
  if (payloadSize(value) <= payloadBytes) return;
  const error = new TaskError(
    "States.DataLimitExceeded",
    `The state/task '${state}' has ${what} with a size exceeding the maximum number of bytes service limit.`,
  );
  throw Object.assign(error, { isRetryable: false, isCatchable: false });
}
