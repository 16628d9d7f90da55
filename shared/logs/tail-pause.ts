import type { TailCoverage, TargetCoverage } from "../domain/log.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";

/** A line is still found within the 30 s in which a verdict is due. */
const longestSeconds = 24;

/** Shorter than the rhythm of looks (4 s) is no pause. */
const shortestSeconds = 4;

/** Shares of the last turn that are waited out: one who still expects a line comes before one who only guards against a rejected one. */
const shares = { awaiting: 0.4, guarding: 1.2 };

export interface TailTurn {
  readonly target: string;
  readonly now: Instant;
  /** An expected line has not been seen yet. */
  readonly awaiting: boolean;
}

/**
 * How long a target is left alone after a look that was let through. FilterLogEvents allows 10 calls per second in an account and
 * Region, and no function knows what the others ask: a look that had to be repeated because of throttling shows how long a turn
 * takes, and a share of that is waited out before asking again; every look that is let through at once halves the pause.
 */
export function pauseAfter(
  before: TailCoverage,
  { target, now, awaiting }: TailTurn,
): Pick<TargetCoverage, "pauseSeconds"> {
  const last = before.targets[target];
  if (last === undefined) return {};
  const wasThrottled = before.trouble?.error === "DependencyThrottled";
  const share = awaiting ? shares.awaiting : shares.guarding;
  const seconds = wasThrottled ? share * secondsBetween(last.readAt, now) : (last.pauseSeconds ?? 0) / 2;
  return seconds < shortestSeconds ? {} : { pauseSeconds: Math.min(longestSeconds, seconds) };
}

/** A refused one that only guards asks again after this time, and not at the next look: that much less is asked for when there is too little. */
const yieldSeconds = 8;

/** How long a target whose read was refused is left alone: not at all by one who awaits a line, and never beyond its turn. */
export function pauseAfterRefusal(
  { readAt }: Pick<TargetCoverage, "readAt">,
  { error }: Pick<Trouble, "error">,
  { now, awaiting }: Omit<TailTurn, "target">,
): Pick<TargetCoverage, "pauseSeconds"> {
  if (awaiting || error !== "DependencyThrottled") return {};
  return { pauseSeconds: Math.min(longestSeconds, secondsBetween(readAt, now) + yieldSeconds) };
}
