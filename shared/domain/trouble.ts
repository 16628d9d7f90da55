import type { Instant } from "./time.ts";

/** A reader of logs, all of them, or a function of the workflow, failing look after look. */
export interface Trouble {
  /** The name of a ValidatorError, or what Step Functions calls it. */
  readonly error: string;
  readonly message: string;
  /** Looks in a row that failed. */
  readonly inARow: number;
  readonly since: Instant;
}
