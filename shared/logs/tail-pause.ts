import type { TailCoverage, TargetCoverage } from "../domain/log.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";

/** A line is still found within the 30 s in which a verdict is due. */
const longestSeconds = 24;

/** Shorter than the rhythm of looks (4 s) is no pause. */
const shortestSeconds = 4;

/**
 * How long a target is left alone after a look that was let through. FilterLogEvents allows 10 calls per second in an account and
 * Region, and no function knows what the others ask: a look that had to be repeated because of throttling shows how long a turn
 * takes, and four fifths of that are waited out before asking again; every look that is let through at once halves the pause.
 */
export function pauseAfter(before: TailCoverage, target: string, now: Instant): Pick<TargetCoverage, "pauseSeconds"> {
  const last = before.targets[target];
  if (last === undefined) return {};
  const wasThrottled = before.trouble?.error === "DependencyThrottled";
  const seconds = wasThrottled ? 0.8 * secondsBetween(last.readAt, now) : (last.pauseSeconds ?? 0) / 2;
  return seconds < shortestSeconds ? {} : { pauseSeconds: Math.min(longestSeconds, seconds) };
}
