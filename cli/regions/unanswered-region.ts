import { ValidatorError } from "../../shared/errors.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { failureOf } from "../failure.ts";

/** A Region whose evidence could not be read, and why. */
export interface UnansweredRegion {
  readonly region: string;
  readonly reason: string;
  readonly isDenied: boolean;
  /** There is no such table, or no validator: asking again changes nothing. */
  readonly isMissing?: true;
}

/** What an error of a Region's evidence says; a defect is thrown on. */
export function unansweredRegion(region: string, error: unknown): UnansweredRegion {
  if (!(error instanceof ValidatorError)) throw error;
  const { name } = error;
  const isMissing = name === "NotFound";
  return {
    region,
    reason: failureOf(error).message,
    isDenied: name === "AccessDenied",
    ...(isMissing && { isMissing }),
  };
}

/** A sentence for each reason, with all Regions that have it. */
export function unansweredTexts(unanswered: readonly Pick<UnansweredRegion, "region" | "reason">[]): readonly string[] {
  return [...Map.groupBy(unanswered, ({ reason }) => reason)].map(
    ([reason, places]) => `${places.map(({ region }) => region).join(", ")} did not answer: ${reason}`,
  );
}

/** Where several did not answer, what only the caller can put right counts first. */
export function exitCodeOfUnanswered(unanswered: readonly UnansweredRegion[]): ExitCode {
  if (unanswered.some(({ isMissing }) => isMissing)) return exitCode.wrongUse;
  return unanswered.some(({ isDenied }) => isDenied) ? exitCode.denied : exitCode.inconclusive;
}
