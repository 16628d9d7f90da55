import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { firstRunningAt, type RolloutFacts } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import type { LogEvidence } from "../../domain/log.ts";
import { isAbsenceProven, logDeadline } from "../../domain/log-clock.ts";
import { noLineAtAll, unprovenSilence, unreadableReason } from "../../domain/readability.ts";
import { humanDuration, type Instant, secondsBetween } from "../../domain/time.ts";
import type { LogErrors } from "./config.ts";

/** The tasks of this rollout log no more matching lines than the budget allows. */
export function judgeLogErrors(check: LogErrors, evidence: LogEvidence, facts: RolloutFacts, now: Instant): Finding {
  return findingOf(check, now, conclude(check, evidence, facts, now));
}

function conclude(check: LogErrors, evidence: LogEvidence, facts: RolloutFacts, now: Instant): Conclusion {
  const { coverage } = evidence;
  const until = logDeadline(facts, coverage, check.for);
  const hits = evidence.hits
    .filter((hit) => hit.check === check.name && (until === undefined || hit.at <= until))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const budget = `more than the ${check.max} allowed`;
  const lines = hits
    .filter(({ text }) => text !== "")
    .slice(0, 5)
    .map(({ at, group, stream, text }) => ({ at, group, stream, text }));
  const counted = { lines, facts: { lines: hits.length, max: check.max } };
  const deadline = until === undefined ? {} : { deadline: until };
  if (hits.length > check.max) {
    const time = humanDuration(secondsBetween(firstRunningAt(facts) ?? now, hits.at(-1)?.at ?? now));
    return {
      status: "failed",
      sign: "seen",
      reason: `${hits.length} lines match ${check.pattern} after ${time}, ${budget}`,
      ...counted,
      ...deadline,
    };
  }
  const unreadable = unreadableReason(facts.rollout, coverage, {
    containers: check.container,
    blindLooks: facts.blindLooks,
    needsAll: true,
  });
  if (unreadable !== undefined) return { status: "inconclusive", reason: unreadable };
  if (until === undefined) return { status: "pending", reason: "no task of this rollout is running yet" };
  const standing = `${hits.length} lines match ${check.pattern}, at most ${check.max} allowed`;
  if (now >= until && isAbsenceProven(coverage, until, facts.blindLooks)) {
    const unproven = unprovenSilence(facts.rollout, coverage, check.container);
    if (unproven !== undefined) return { status: "inconclusive", reason: unproven, ...counted };
    return { status: "passed", reason: `${standing}${noLineAtAll(coverage)}`, ...counted };
  }
  return {
    status: "pending",
    reason: `${standing}; counting for ${humanDuration(check.for)}`,
    ...counted,
    ...deadline,
  };
}
