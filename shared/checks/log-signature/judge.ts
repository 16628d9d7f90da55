import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { type Expectation, expectation } from "../../domain/expectation.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { DecidingLine, Finding } from "../../domain/finding.ts";
import { describedAt } from "../../domain/last-lines.ts";
import type { LogCoverage, LogEvidence, LogHit } from "../../domain/log.ts";
import { isAbsenceProven, logDeadline, movedBy } from "../../domain/log-clock.ts";
import { noLineAtAll, silentSince, unprovenSilence, unreadableReason } from "../../domain/readability.ts";
import { earliest, humanDuration, type Instant, secondsBetween } from "../../domain/time.ts";
import type { LogSignature } from "./config.ts";
import { type ExpectedLine, expectedLines, rejectedLines } from "./lines.ts";

/** No rejected line was logged by a task of this rollout, and every expected line was, by as many tasks as asked for, in time. */
export function judgeLogSignature(
  check: LogSignature,
  evidence: LogEvidence,
  facts: RolloutFacts,
  now: Instant,
): Finding {
  const hits = evidence.hits.filter((hit) => hit.check === check.name);
  const conclusion =
    rejection(check, hits) ??
    blindness(check, evidence, facts) ??
    judgeExpected(check, { ...evidence, hits }, facts, now);
  return findingOf(check, now, conclusion);
}

function rejection(check: LogSignature, hits: readonly LogHit[]): Conclusion | undefined {
  const rejected = rejectedLines(check);
  const seen = hits.filter((hit) => rejected.some(({ id }) => id === hit.pattern)).sort(byTime);
  const [first] = seen;
  if (first === undefined) return undefined;
  return {
    status: "failed",
    sign: "seen",
    reason: `${first.container} of task ${first.taskId.slice(0, 8)} logged: ${saidBy(first)}`,
    lines: seen.slice(0, 5).flatMap(linesFrom),
    ...factsOf(seen),
  };
}

function blindness(check: LogSignature, { coverage }: LogEvidence, facts: RolloutFacts): Conclusion | undefined {
  const reason = unreadableReason(facts.rollout, coverage, {
    containers: check.container,
    blindLooks: facts.blindLooks,
  });
  return reason === undefined ? undefined : { status: "inconclusive", reason };
}

function judgeExpected(check: LogSignature, evidence: LogEvidence, facts: RolloutFacts, now: Instant): Conclusion {
  const { coverage, hits } = evidence;
  const deadline = logDeadline(facts, coverage, check.within);
  if (deadline === undefined) return { status: "pending", reason: "no task of this rollout is running yet" };
  const states = expectedLines(check).map((line) => {
    const own = hits.filter((hit) => hit.pattern === line.id);
    return { line, ...expectation({ quorum: line.quorum, within: check.within }, { hits: own, facts, coverage }) };
  });
  const excess = states.find((state) => state.status === "exceeded");
  if (excess) return exceeded(excess.line, excess);
  const missing = states.filter((state) => state.status === "missing");
  const due = missing.filter((state) => state.deadline !== undefined && now >= state.deadline);
  const proven = due.filter((state) => isAbsenceProven(coverage, state.deadline ?? now, facts.blindLooks));
  const [lost] = proven;
  if (lost) return missingEvidence(lost, check, evidence);
  if (missing.length > 0) return waiting(missing, due.length > 0);
  const situation = { coverage, facts, now };
  const isCounting = states.some(({ line }) => line.quorum === "exactly-once");
  return (
    watching(isCounting ? check.within : undefined, "seen once so far; counting", situation) ??
    watching(check.for, "no rejected line so far; watching", situation) ??
    unproven(check, evidence, facts) ??
    satisfied(states)
  );
}

/** That no rejected line was seen says nothing where no line could be told to be this rollout's. */
function unproven(
  { container }: LogSignature,
  { coverage }: LogEvidence,
  { rollout }: RolloutFacts,
): Conclusion | undefined {
  const reason = unprovenSilence(rollout, coverage, container);
  return reason === undefined ? undefined : { status: "inconclusive", reason };
}

type LineState = Expectation & { readonly line: ExpectedLine };

function exceeded(line: ExpectedLine, { hits }: Expectation): Conclusion {
  return {
    status: "failed",
    sign: "seen",
    reason: `${line.label} was logged ${hits.length} times by ${new Set(hits.map((hit) => hit.taskId)).size} tasks, expected exactly once`,
    lines: hits.slice(0, 5).map(lineOf),
  };
}

function missingEvidence(state: LineState, check: LogSignature, { coverage }: LogEvidence): Conclusion {
  const from = state.line.quorum === "every-task" ? "of the task's start" : "of the first running task";
  const who =
    state.line.quorum === "every-task" ? ` (${state.hits.length} of ${state.wanted} tasks${owedBy(state)})` : "";
  const late = state.late[0];
  const seenLate =
    late === undefined || state.deadline === undefined
      ? ""
      : `; it came ${humanDuration(secondsBetween(state.deadline, late.at))} too late`;
  return {
    status: "failed",
    sign: "missing",
    reason: `missing evidence: ${state.line.label} not seen within ${humanDuration(check.within)} ${from}${who}${movedBy(coverage)}${seenLate}${noLineAtAll(coverage)}${silentSince(coverage)}`,
    ...(state.deadline !== undefined && { deadline: state.deadline }),
    lines: state.late.slice(0, 5).map(lineOf),
  };
}

/** At most three, as a commit status has little room. */
function owedBy({ owing }: LineState): string {
  if (owing.length === 0) return "";
  const more = owing.length > 3 ? ` and ${owing.length - 3} more` : "";
  return `, missing in ${owing
    .slice(0, 3)
    .map((id) => id.slice(0, 8))
    .join(", ")}${more}`;
}

function waiting(missing: readonly LineState[], confirming: boolean): Conclusion {
  const [first] = missing;
  const deadline = earliest(missing.map((state) => state.deadline));
  const progress = first?.line.quorum === "every-task" ? ` (${first.hits.length} of ${first.wanted} tasks)` : "";
  const what = `${first?.line.label}${progress}`;
  return {
    status: "pending",
    reason: confirming ? `${what} not seen in time; asking Logs Insights once more` : `waiting for ${what}`,
    ...(deadline !== undefined && { deadline }),
  };
}

interface Situation {
  readonly coverage: LogCoverage;
  readonly facts: RolloutFacts;
  readonly now: Instant;
}

/** Everything expected was seen, but a line that must not come, or not twice, is proven absent only when its time is over. */
function watching(
  seconds: number | undefined,
  what: string,
  { coverage, facts, now }: Situation,
): Conclusion | undefined {
  const until = seconds === undefined ? undefined : logDeadline(facts, coverage, seconds);
  if (seconds === undefined || until === undefined) return undefined;
  if (now >= until && isAbsenceProven(coverage, until, facts.blindLooks)) return undefined;
  return { status: "pending", reason: `${what} for ${humanDuration(seconds)}`, deadline: until };
}

function satisfied(states: readonly LineState[]): Conclusion {
  const hits = states.flatMap((state) => state.hits).sort(byTime);
  const seen = states.map(({ line, hits: found }) =>
    line.quorum === "every-task" ? `${line.label} in ${found.length} tasks` : line.label,
  );
  return {
    status: "passed",
    reason: seen.length === 0 ? "no rejected line" : `seen: ${seen.join(", ")}`,
    lines: hits.slice(0, 3).map(lineOf),
    ...factsOf(hits),
  };
}

function factsOf(hits: readonly LogHit[]): Pick<Conclusion, "facts"> {
  const facts = hits.find((hit) => hit.facts !== undefined)?.facts;
  return facts === undefined ? {} : { facts };
}

/** A rejected line may be a title alone: Spring Boot, Flyway and Python say below it what failed. */
function saidBy({ headline, text, following = [] }: LogHit): string {
  const title = headline ?? text;
  const texts = [title, ...following.map((line) => line.text)];
  const { index, start } = describedAt(texts) ?? { index: 0, start: 0 };
  const said = index === 0 ? undefined : texts[index]?.slice(start).trim();
  if (said === undefined) return title;
  const begin = title.replace(/\bTraceback \(most recent call last\):\s*$/, "");
  return begin === "" ? said : `${begin}${/[.!?:]$/.test(begin) ? "" : ":"} ${said}`;
}

/** The line and what came right after it. */
function linesFrom(hit: LogHit): readonly DecidingLine[] {
  const { group, stream, following = [] } = hit;
  return [lineOf(hit), ...following.map((line) => ({ ...line, group, stream }))];
}

function lineOf({ at, group, stream, text }: LogHit): DecidingLine {
  return { at, group, stream, text };
}

function byTime(one: LogHit, other: LogHit): number {
  return one.at < other.at ? -1 : one.at > other.at ? 1 : 0;
}
