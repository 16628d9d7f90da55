import { ValidatorError } from "../shared/errors.ts";
import { awsFailure } from "./aws-failure.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";

/** The command line was used wrongly; the message says what would be right. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** A scenario that is well formed and still cannot be played to its end. */
export class PlayError extends Error {
  override readonly name = "PlayError";
}

/** Ctrl-C, or a request to terminate. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

export interface Failure {
  readonly code: ExitCode;
  /** For the person at the terminal; empty when there is nothing to say. */
  readonly message: string;
  /** A defect or something nobody thought of: its stack may help. */
  readonly unexpected?: true;
}

/** What an error means to whoever called. An error of the validator is never the failure of a release. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Interrupted) return { code: exitCode.interrupted, message: "" };
  if (error instanceof UsageError || isScenarioError(error)) return { code: exitCode.wrongUse, message: error.message };
  if (error instanceof PlayError) return { code: exitCode.inconclusive, message: error.message };
  const known = error instanceof Error ? awsFailure(error) : undefined;
  if (known !== undefined) return known;
  if (error instanceof ValidatorError) return { code: exitCode.inconclusive, message: error.message };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: exitCode.inconclusive, message, unexpected: true };
}

/** Known by its name: its module brings the whole schema of scenarios along, for which no other command should wait. */
function isScenarioError(error: unknown): error is Error {
  return error instanceof Error && error.name === "ScenarioError";
}
