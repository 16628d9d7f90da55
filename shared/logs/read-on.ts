import { isDeepStrictEqual } from "node:util";
import type { LogCoverage } from "../domain/log.ts";

/**
 * Whether the tail has read on, and nothing else has changed: whoever forgets that reads the same lines again, and finds in them what
 * is known. A query that was asked, a reader that failed or works again, and lines that one read could not take are not forgotten so.
 */
export function hasMerelyReadOn(before: LogCoverage, after: LogCoverage): boolean {
  const hasLeftLines = Object.values(after.tail.targets).some(({ readUntil, readAt }) => readUntil < readAt);
  return !hasLeftLines && isDeepStrictEqual(withoutReach(before), withoutReach(after));
}

function withoutReach({ at: _, newestLine: __, tail, ...others }: LogCoverage) {
  return { ...others, trouble: tail.trouble };
}
