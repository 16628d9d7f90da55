import { withoutFullStop } from "../full-stop.ts";
import type { OperatorDecision } from "../operator-decision.ts";
import { addSeconds, humanDuration, type Instant, secondsBetween } from "../time.ts";
import type { Verdict } from "../verdict.ts";
import { troubleSince } from "./after-verdict.ts";
import type { Answer, GateCode, RequirementResult } from "./decision.ts";
import { gateCodes } from "./decision.ts";
import { type EffectiveRules, effectiveRules } from "./effective-rules.ts";
import { decidedByPerson, type GateRollout, laterRollout, ownRollout, type PlaceFacts, proceedOf } from "./facts.ts";
import { imagesOf } from "./image-of.ts";
import { type Judged, leaves } from "./leaving.ts";
import { commitRemark, otherRelease } from "./other-release.ts";
import type { GateQuestion, Requirement } from "./question.ts";

/** A verdict that is this late will not come by itself: a validation's deadline has its grace already, and reconcile looks every minute. */
const overdueSeconds = 900;

/**
 * A superseded verdict says that a newer rollout is there, not that its validation is open: both begin with one event, on different ways,
 * and where that event was lost reconcile finds the rollout when it is two minutes old, within its next two turns.
 */
export const successorSeconds = 300;

export interface Asked extends Pick<GateQuestion, "appearBy" | "hotfix"> {
  readonly requirement: Requirement;
  readonly facts: PlaceFacts | undefined;
  readonly now: Instant;
}

/** Answers one requirement. What is not known never holds. */
export function judge(asked: Asked): RequirementResult {
  const { requirement, facts } = asked;
  if (facts === undefined) return resultOf(requirement, answer("no answer", "nothing was read there"));
  if (!facts.answered) return resultOf(requirement, answer(facts.final ?? "no answer", facts.reason));
  const own = ownRollout(requirement, facts.rollouts);
  if (own === undefined) return resultOf(requirement, absent(asked, facts.hint));
  return resultOf(requirement, judged(asked, own, facts.rollouts), own);
}

function absent({ requirement: { release, service }, appearBy, now }: Asked, hint = ""): Answer {
  const what = `no validation of ${release} of ${service} was seen`;
  const withHint = (text: string): string => [text, hint].filter(Boolean).join("; ");
  if (appearBy !== undefined && now < appearBy)
    return { ...answer("not seen yet", withHint(`${what} yet`)), until: appearBy };
  return answer("missing", withHint(what));
}

function judged(asked: Asked, own: GateRollout, rollouts: readonly GateRollout[]): Answer {
  const { requirement, now } = asked;
  const later = requirement.kind === "environment" ? undefined : laterRollout(requirement, own, rollouts);
  if (later !== undefined) return replaced(later);
  const { verdict, deadline } = own.record;
  const held = heldBack(own) ?? otherRelease(requirement, own);
  if (held !== undefined) return held;
  if (verdict === undefined) return unfinished(deadline, now);
  const rules = effectiveRules(requirement, own.record);
  const against = objection(asked, own, { verdict, rules });
  if (against === undefined)
    return leaves(asked, own, { verdict, rules, passes: answer("passed", passText(verdict, now)) });
  const override = overrideOf(own, { verdict, rules, now });
  const awaited = override === undefined ? successorAwaited(asked, own, { verdict, rollouts }) : undefined;
  if (awaited !== undefined) return awaited;
  if (override === undefined) return isIdle(own, rules) ? { ...against, reason: idleProceed(against.reason) } : against;
  const { kind } = requirement;
  const trouble = troubleSince(own, { kind, verdictAt: verdict.at, decidedAt: override.at, now });
  if (trouble !== undefined) return trouble;
  const passes = answer("overridden", `${overrideText(override)}; without it: ${against.reason}`);
  return leaves(asked, own, { verdict, rules, passes });
}

function replaced({ record: { release, rollout, verdict } }: GateRollout): Answer {
  const how = verdict === undefined ? "not judged yet" : verdict.status;
  return answer("replaced", `${release.id} was rolled out there later, at ${rollout.startedAt} (${how})`);
}

/** A person's stop holds until another decision, however old it is. */
function heldBack(own: GateRollout): Answer | undefined {
  const decision = decidedByPerson(own);
  if (decision === undefined || decision.decision === "proceed") return undefined;
  const words = `${decision.by.principal} decided ${decision.decision} at ${decision.at}: ${decision.reason}`;
  return answer(decision.decision === "alert" ? "stopped by a person" : "handed to a person", words);
}

function unfinished(deadline: Instant, now: Instant): Answer {
  const late = secondsBetween(deadline, now);
  if (late > overdueSeconds) return answer("overdue", `no verdict, ${humanDuration(late)} after it was due`);
  return { ...answer("running", `is being validated, verdict by ${deadline}`), until: deadline };
}

/** Why this verdict opens nothing by itself. */
function objection({ requirement, now }: Asked, own: GateRollout, { verdict, rules }: Judged): Answer | undefined {
  if (verdict.status !== "passed") return answer(verdict.status, `${verdict.status}: ${verdict.reason}`);
  const trouble = troubleSince(own, { kind: requirement.kind, verdictAt: verdict.at, now });
  if (trouble !== undefined) return trouble;
  const limit = rules.evidenceAgeSeconds;
  const age = secondsBetween(verdict.at, now);
  if (age <= limit) return undefined;
  return answer("expired", `passed ${humanDuration(age)} ago, and evidence counts for ${humanDuration(limit)}`);
}

/** The same release was rolled out again, or something else was: soon the evidence tells which. */
function successorAwaited(
  { requirement, now }: Asked,
  own: GateRollout,
  { verdict, rollouts }: { readonly verdict: Verdict; readonly rollouts: readonly GateRollout[] },
): Answer | undefined {
  const until = addSeconds(verdict.at, successorSeconds);
  if (verdict.status !== "superseded" || now >= until) return undefined;
  if (laterRollout(requirement, own, rollouts) !== undefined) return undefined;
  return { ...answer("successor not seen yet", `${verdict.reason}; that rollout is not seen yet`), until };
}

/** A person's `proceed` counts where the profile allows it, until it expires, and for no verdict that came after it. */
function overrideOf(
  own: GateRollout,
  { rules, verdict, now }: Judged & { readonly now: Instant },
): OperatorDecision | undefined {
  return rules.overrides ? proceedOf(own, verdict.at, now) : undefined;
}

function overrideText({ by, at, expiresAt, reason }: OperatorDecision): string {
  return `${by.principal} decided proceed at ${at}, until ${expiresAt}: ${reason}`;
}

/** A `proceed` that the profile does not let count. */
function isIdle(own: GateRollout, { overrides }: EffectiveRules): boolean {
  return decidedByPerson(own)?.decision === "proceed" && !overrides;
}

function idleProceed(reason: string): string {
  return `${withoutFullStop(reason)}; the decision to proceed opens nothing: promotion.overrides is off`;
}

function passText({ at }: Verdict, now: Instant): string {
  return `passed ${humanDuration(secondsBetween(at, now))} ago`;
}

function answer(code: GateCode, reason: string): Answer {
  return { code, reason };
}

function resultOf(requirement: Requirement, given: Answer, own?: GateRollout): RequirementResult {
  const decision = own && decidedByPerson(own);
  const verdict = own?.record.verdict;
  const remark = own && commitRemark(requirement, own);
  return {
    requirement,
    state: gateCodes[given.code],
    ...given,
    ...(own && { evidence: evidenceOf(own) }),
    ...(verdict && { verdict }),
    ...(decision && { decision }),
    ...(remark && { remark }),
  };
}

function evidenceOf(own: GateRollout): NonNullable<RequirementResult["evidence"]> {
  const { key, rollout } = own.record;
  const [digest, ...others] = imagesOf(own);
  const isOne = digest !== undefined && others.length === 0;
  return { ...key.rollout, releaseId: key.releaseId, startedAt: rollout.startedAt, ...(isOne && { digest }) };
}
