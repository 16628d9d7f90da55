import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { type Expectation, expectation } from "../../domain/expectation.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import { firstRunningAt } from "../../domain/facts.ts";
import type { Finding } from "../../domain/finding.ts";
import type { LogEvidence } from "../../domain/log.ts";
import { isAbsenceProven, movedBy } from "../../domain/log-clock.ts";
import { noRecordAtAll, unreadableReason } from "../../domain/readability.ts";
import { humanDuration, type Instant } from "../../domain/time.ts";
import type { LogPresence } from "./config.ts";

/** The tasks of this rollout produce log lines. */
export function judgeLogPresence(
  check: LogPresence,
  evidence: LogEvidence,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  return findingOf(check, now, conclude(check, evidence, facts, now));
}

function conclude(check: LogPresence, { hits, coverage }: LogEvidence, facts: RolloutFacts, now: Instant): Conclusion {
  const unreadable = unreadableReason(facts.rollout, coverage, {
    containers: check.container,
    blindLooks: facts.blindLooks,
  });
  if (unreadable !== undefined) return { status: "inconclusive", reason: unreadable };
  if (firstRunningAt(facts) === undefined)
    return { status: "pending", reason: "no task of this rollout is running yet" };
  const own = hits.filter((hit) => hit.check === check.name);
  const state = expectation({ quorum: check.quorum, within: check.within }, { hits: own, facts, coverage });
  if (state.status === "seen")
    return { status: "passed", reason: `log lines from ${state.hits.length} of ${state.wanted} tasks` };
  const deadline = state.deadline === undefined ? {} : { deadline: state.deadline };
  if (
    state.deadline !== undefined &&
    now >= state.deadline &&
    isAbsenceProven(coverage, state.deadline, facts.blindLooks)
  ) {
    return {
      status: "failed",
      sign: "missing",
      reason: `missing evidence: ${silence(state, check)}${movedBy(coverage)}${noRecordAtAll(coverage)}`,
      ...deadline,
    };
  }
  return {
    status: "pending",
    reason: `waiting for the first log lines (${state.hits.length} of ${state.wanted} tasks)`,
    ...deadline,
  };
}

function silence(state: Expectation, { within, quorum, container }: LogPresence): string {
  const who = quorum === "every-task" ? `${state.hits.length} of ${state.wanted} tasks logged` : "no task logged";
  const where = container === undefined ? "" : ` in container ${container.join(", ")}`;
  return `${who} any line${where} within ${humanDuration(within)}`;
}
