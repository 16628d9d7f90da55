import { firstRunningAt, type RolloutFacts } from "./facts.ts";
import type { LogCoverage } from "./log.ts";
import { addSeconds, humanDuration, type Instant } from "./time.ts";

/** Lines reach the tail a few seconds after they were written: the awslogs driver flushes every 5 s. */
const ingestionSeconds = 5;

/** Where only Insights can read, absence is concluded this much later: lines become queryable after one to three minutes. */
const insightsLagSeconds = 120;

/** `seconds` after the first task of the rollout was running, moved by the time in which no reader could look. */
export function logDeadline(
  facts: Pick<RolloutFacts, "tasks">,
  coverage: LogCoverage,
  seconds: number,
): Instant | undefined {
  const started = firstRunningAt(facts);
  return started === undefined ? undefined : addSeconds(started, seconds + coverage.blindSeconds);
}

/** Says in a reason that a deadline was moved, and by how much; empty when it was not. */
export function movedBy({ blindSeconds }: Pick<LogCoverage, "blindSeconds">): string {
  return blindSeconds > 0 ? `, moved by ${humanDuration(blindSeconds)} in which no reader could look` : "";
}

/**
 * Whether absence up to `until` is proven: the tail has read past it and Insights, asked once more over the whole window,
 * has answered. One reader that keeps failing is replaced by the other; where the tail cannot read, Insights' lag is waited for.
 */
export function isAbsenceProven(coverage: LogCoverage, until: Instant, blindLooks: number): boolean {
  const tailFails =
    (coverage.tail.trouble?.inARow ?? 0) >= blindLooks || coverage.tail.trouble?.error === "AccessDenied";
  const insightsFails =
    (coverage.insights.trouble?.inARow ?? 0) >= blindLooks || coverage.insights.trouble?.error === "AccessDenied";
  if (coverage.targets.length === 0) return false;
  return coverage.targets.every((target) => {
    const tailBlind = tailFails || coverage.insightsOnly.includes(target);
    const confirmed = coverage.insights.confirmedUntil[target];
    const byInsights =
      confirmed !== undefined && confirmed >= (tailBlind ? addSeconds(until, insightsLagSeconds) : until);
    const readUntil = coverage.tail.targets[target]?.readUntil;
    const byTail = readUntil !== undefined && readUntil >= addSeconds(until, ingestionSeconds);
    if (tailBlind) return byInsights;
    return byTail && (byInsights || insightsFails);
  });
}

/** From when on Insights must be asked over the whole window so that absence up to `until` can be proven. */
export function confirmFrom(coverage: LogCoverage, until: Instant): Instant {
  const tailBlind = coverage.tail.trouble !== undefined || coverage.insightsOnly.length > 0;
  return tailBlind ? addSeconds(until, insightsLagSeconds) : until;
}
