import { staySeconds } from "../../shared/checks/stay.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { earliest, type Instant, secondsBetween } from "../../shared/domain/time.ts";

/** The tail is read this often: a failure line must be known within 10 s of being readable. */
const lookEverySeconds = 4;

/** After a deadline Insights has been asked, and the tail must see 5 s past it: two looks of 3 s answer within 10 s. */
const confirmEverySeconds = 3;

export interface WatchProgress {
  readonly startedAt: Instant;
  readonly now: Instant;
  /** Findings as they were kept before this stay. */
  readonly before: readonly Finding[];
  readonly findings: readonly Finding[];
  /** A task of this rollout has been running. */
  readonly isRunning: boolean;
}

/** Stays while tasks run, nothing was decided that was open before, and the stay is not over. */
export function shouldWatchOn({ startedAt, now, before, findings, isRunning }: WatchProgress): boolean {
  if (!isRunning) return false;
  if (secondsBetween(startedAt, now) + lookEverySeconds > staySeconds) return false;
  const statusBefore = (name: string): string => before.find(({ check }) => check === name)?.status ?? "pending";
  return findings.every(({ check, status }) => status === "pending" || status === statusBefore(check));
}

/** Milliseconds to the next look: the rhythm, or a deadline that comes before. */
export function untilNextLook({ now, findings }: WatchProgress): number {
  const deadline = earliest(findings.filter(({ status }) => status === "pending").map((finding) => finding.deadline));
  const toDeadline = deadline === undefined ? lookEverySeconds : secondsBetween(now, deadline);
  const seconds = toDeadline > 0 ? Math.min(lookEverySeconds, toDeadline) : confirmEverySeconds;
  return Math.max(1000, Math.ceil(seconds * 1000));
}
