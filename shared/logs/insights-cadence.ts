import type { InsightsCoverage, LogTarget } from "../domain/log.ts";
import { addSeconds, type Instant, secondsBetween } from "../domain/time.ts";
import { streamDigest } from "./stream-digest.ts";

/** While a signature is awaited Insights is asked at least this often. */
const insightsEverySeconds = 30;

/** Lines become visible to Insights one to three minutes after the tail, so each query looks that far back again. */
const insightsOverlapSeconds = 180;

export interface InsightsQuestion {
  readonly targets: readonly LogTarget[];
  readonly windowStart: Instant;
  readonly now: Instant;
  /** One of these stands in every line that any pattern matches; empty = no narrowing. */
  readonly literals: readonly string[];
  /** A signature is awaited: ask in the ordinary rhythm. */
  readonly awaiting: boolean;
  /** Absence or a count is about to be concluded: ask over the whole window, ending no earlier than this. */
  readonly confirmFrom?: Instant;
}

export interface DueQuery {
  readonly target: LogTarget;
  readonly from: Instant;
  readonly wholeWindow: boolean;
}

/** The queries to start at this look, at most one per target: a confirmation, or one in the ordinary rhythm unless another still runs. */
export function dueQueries(state: InsightsCoverage, question: InsightsQuestion): readonly DueQuery[] {
  const { targets, now, awaiting, windowStart } = question;
  const inRhythm =
    awaiting && (state.askedAt === undefined || secondsBetween(state.askedAt, now) >= insightsEverySeconds);
  return targets.flatMap((target): readonly DueQuery[] => {
    if (isConfirmationDue(state, target, question)) return [{ target, from: windowStart, wholeWindow: true }];
    const isIdle = state.running.every((query) => query.target !== target.id);
    return inRhythm && isIdle ? [{ target, from: queryFrom(state, target, windowStart), wholeWindow: false }] : [];
  });
}

function isConfirmationDue(
  { running, confirmedUntil }: InsightsCoverage,
  { id }: LogTarget,
  { now, confirmFrom }: InsightsQuestion,
): boolean {
  if (confirmFrom === undefined || now < confirmFrom) return false;
  const confirmed = confirmedUntil[id];
  const isRunning = running.some((query) => query.target === id && query.wholeWindow && query.to >= confirmFrom);
  return !isRunning && (confirmed === undefined || confirmed < confirmFrom);
}

function queryFrom({ targets }: InsightsCoverage, target: LogTarget, windowStart: Instant): Instant {
  const before = targets[target.id];
  if (before === undefined || before.streams !== streamDigest(target)) return windowStart;
  const from = addSeconds(before.readUntil, -insightsOverlapSeconds);
  return from > windowStart ? from : windowStart;
}
