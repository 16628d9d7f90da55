import { withoutFullStop } from "../full-stop.ts";
import { shortDigest } from "../image.ts";
import { addSeconds, humanDuration, type Instant, secondsBetween } from "../time.ts";
import type { Verdict } from "../verdict.ts";
import type { GateCode, RequirementResult } from "./decision.ts";
import { gateCodes } from "./decision.ts";
import {
  decidedByPerson,
  type GateRollout,
  isOfOtherCommit,
  laterRollout,
  ownRollout,
  type PlaceFacts,
} from "./facts.ts";
import type { GateQuestion, Requirement } from "./question.ts";

/** A verdict that is this late will not come by itself: a validation's deadline has its grace already, and reconcile looks every minute. */
const overdueSeconds = 900;

/** A week: a release that waited longer for the next Region meets another world there. */
export const defaultEvidenceAgeSeconds = 7 * 86_400;

type Answer = Pick<RequirementResult, "code" | "reason" | "until" | "skippedSoakSeconds">;

export interface Asked extends Pick<GateQuestion, "appearBy" | "hotfix"> {
  readonly requirement: Requirement;
  readonly facts: PlaceFacts | undefined;
  readonly now: Instant;
}

/** Answers one requirement. What is not known never holds. */
export function judge(asked: Asked): RequirementResult {
  const { requirement, facts } = asked;
  if (facts === undefined) return resultOf(requirement, answer("no answer", "nothing was read there"));
  if (!facts.answered) return resultOf(requirement, answer(facts.denied ? "not allowed" : "no answer", facts.reason));
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
  const held = heldBack(own) ?? commitOf(requirement, own) ?? imageOf(requirement, own);
  if (held !== undefined) return held;
  if (verdict === undefined) return unfinished(deadline, now);
  const against = objection(asked, own, verdict);
  if (against === undefined) return soaked(asked, own, { verdict, passes: answer("passed", passText(verdict, now)) });
  const override = overrideOf(own, verdict, now);
  if (override === undefined) return isIdle(own) ? { ...against, reason: idleProceed(against.reason) } : against;
  return soaked(asked, own, { verdict, passes: answer("overridden", `${override}; without it: ${against.reason}`) });
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

/** Characters of a commit sha that GitLab shows. */
const shortSha = 8;

function commitOf(requirement: Requirement, { record }: GateRollout): Answer | undefined {
  if (!isOfOtherCommit(requirement, record)) return undefined;
  const [wanted, judgedOne] = [requirement.commit, record.release.commit].map((sha = "") => sha.slice(0, shortSha));
  return answer("other commit", `asked for the commit ${wanted}, but ${judgedOne} was judged`);
}

function imageOf({ digest }: Requirement, { record: { release } }: GateRollout): Answer | undefined {
  if (digest === undefined || digest === release.digest) return undefined;
  const wanted = shortDigest(digest);
  if (release.digest === undefined)
    return answer("image not known", `asked for ${wanted}; its evidence knows no digest`);
  return answer("other image", `asked for ${wanted}, but ${shortDigest(release.digest)} was judged`);
}

function unfinished(deadline: Instant, now: Instant): Answer {
  const late = secondsBetween(deadline, now);
  if (late > overdueSeconds) return answer("overdue", `no verdict, ${humanDuration(late)} after it was due`);
  return { ...answer("running", `is being validated, verdict by ${deadline}`), until: deadline };
}

/** Why this verdict opens nothing by itself. */
function objection({ requirement, now }: Asked, own: GateRollout, verdict: Verdict): Answer | undefined {
  if (verdict.status !== "passed") return answer(verdict.status, `${verdict.status}: ${verdict.reason}`);
  const ofProfile = own.record.profile.promotion?.evidenceAgeSeconds ?? defaultEvidenceAgeSeconds;
  const limit = Math.min(
    requirement.evidenceAgeSeconds ?? Number.POSITIVE_INFINITY,
    requirement.kind === "service" ? Number.POSITIVE_INFINITY : ofProfile,
  );
  const age = secondsBetween(verdict.at, now);
  if (age <= limit) return undefined;
  return answer("expired", `passed ${humanDuration(age)} ago, and evidence counts for ${humanDuration(limit)}`);
}

/** A person's `proceed` counts where the service's profile allows it, until it expires, and for no verdict that came after it. */
function overrideOf(own: GateRollout, verdict: Verdict, now: Instant): string | undefined {
  const decision = decidedByPerson(own);
  if (decision?.decision !== "proceed" || decision.at < verdict.at || decision.expiresAt <= now) return undefined;
  if (own.record.profile.promotion?.overrides !== true) return undefined;
  return `${decision.by.principal} decided proceed at ${decision.at}, until ${decision.expiresAt}: ${decision.reason}`;
}

/** A `proceed` that the service's profile does not let count. */
function isIdle(own: GateRollout): boolean {
  return decidedByPerson(own)?.decision === "proceed" && own.record.profile.promotion?.overrides !== true;
}

function idleProceed(reason: string): string {
  return `${withoutFullStop(reason)}; the decision to proceed opens nothing: promotion.overrides is off`;
}

function soaked(
  { requirement, hotfix, now }: Asked,
  { record }: GateRollout,
  { verdict, passes }: { readonly verdict: Verdict; readonly passes: Answer },
): Answer {
  const ofProfile = requirement.kind === "region" ? (record.profile.promotion?.soakSeconds ?? 0) : 0;
  const soak = Math.max(requirement.soakSeconds, ofProfile);
  const left = soak - secondsBetween(verdict.at, now);
  if (left <= 0 || soak === 0) return passes;
  if (hotfix !== undefined) return { ...passes, skippedSoakSeconds: left };
  const text = `soaks for ${humanDuration(soak)} from its verdict, ${humanDuration(left)} left`;
  return { ...answer("soaking", text), until: addSeconds(verdict.at, soak) };
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
  return {
    requirement,
    state: gateCodes[given.code],
    ...given,
    ...(own && { evidence: evidenceOf(own) }),
    ...(verdict && { verdict }),
    ...(decision && { decision }),
  };
}

function evidenceOf({ record: { key, rollout, release } }: GateRollout): NonNullable<RequirementResult["evidence"]> {
  const { digest } = release;
  return { ...key.rollout, releaseId: key.releaseId, startedAt: rollout.startedAt, ...(digest && { digest }) };
}
