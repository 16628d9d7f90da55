/** The names that the workflow may retry on or catch; a test compares them with the definition. */
export const errorNames = [
  "InvalidInput",
  "InvalidEnvironment",
  "DependencyThrottled",
  "DependencyUnavailable",
  "AccessDenied",
  "NotFound",
  "DependencyRefused",
  "StatusBusy",
  "StatusUndelivered",
] as const;
export type ErrorName = (typeof errorNames)[number];

/**
 * A failure of the validator itself, never of the release: a check that fails is a Finding. Every port (shared/ports/) throws these only:
 * DependencyThrottled, DependencyUnavailable, AccessDenied, NotFound or DependencyRefused.
 */
export class ValidatorError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    // Literal, as bundlers rename classes and Step Functions matches on this text.
    this.name = name;
  }
}

/** Errors that another try may cure. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ValidatorError && (error.name === "DependencyThrottled" || error.name === "DependencyUnavailable")
  );
}
