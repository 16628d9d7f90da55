import type { ApplyResult } from "../domain/apply-result.ts";
import type { RolloutDossier } from "../domain/evidence.ts";
import type { Instant } from "../domain/time.ts";
import type { Decision, VerdictStatus } from "../domain/verdict.ts";

/** A Region whose evidence could not be read. */
export interface Unanswered {
  readonly region: string;
  readonly reason: string;
}

/** What a page is made of. */
export interface PageInput {
  readonly releaseId: string;
  /** Of any number of Regions, in any order. */
  readonly rollouts: readonly RolloutDossier[];
  /** Terraform applies in places where no rollout of the release is known. */
  readonly notRolledOut?: readonly ApplyResult[];
  readonly unanswered: readonly Unanswered[];
  /** When the evidence was read: what was still running then is drawn up to here. */
  readonly readAt: Instant;
}

/** How a rollout stands: its verdict, or that there is none yet. */
export type Standing = VerdictStatus | "running";

export function standingOf({ record }: Pick<RolloutDossier, "record">): Standing {
  return record.verdict?.status ?? "running";
}

function decisionOf({ record }: Pick<RolloutDossier, "record">): Decision | undefined {
  return record.verdict?.decision;
}

/** What needs a person first comes first. */
const urgency: readonly Standing[] = ["failed", "inconclusive", "running", "superseded", "passed"];

/** The last rollout of each service in each Region: the ones that count, the most urgent first. */
export function currentOf(rollouts: readonly RolloutDossier[]): readonly RolloutDossier[] {
  const last = new Map(inTime(rollouts).map((rollout) => [rollout.record.rollout.serviceArn, rollout]));
  return byUrgency([...last.values()]);
}

/** Those that count first, then those that were replaced in their place by a later one. */
export function inReadingOrder(rollouts: readonly RolloutDossier[]): readonly RolloutDossier[] {
  const current = currentOf(rollouts);
  return [...current, ...byUrgency(inTime(rollouts).filter((rollout) => !current.includes(rollout)))];
}

/** One word for the release: the worst of what counts. A Region that did not answer keeps it from having passed. */
export function standingOfRelease({ rollouts, unanswered }: Pick<PageInput, "rollouts" | "unanswered">): Standing {
  const worst = currentOf(rollouts)[0];
  const standing = worst === undefined ? "inconclusive" : standingOf(worst);
  const isBlind = unanswered.length > 0 && (standing === "passed" || standing === "superseded");
  return isBlind ? "inconclusive" : standing;
}

/** Anchor of a rollout in its page. */
export function anchorOf({ record }: Pick<RolloutDossier, "record">): string {
  const { name, number } = record.rollout;
  return `${name.region}-${name.cluster}-${name.service}-${number}`;
}

/** A failure sign that was seen tells more than one that is missing. */
function rank(rollout: RolloutDossier): number {
  const place = urgency.indexOf(standingOf(rollout)) * 2;
  return standingOf(rollout) === "failed" && decisionOf(rollout) !== "alert" ? place + 1 : place;
}

function byUrgency(rollouts: readonly RolloutDossier[]): readonly RolloutDossier[] {
  const name = ({ record }: RolloutDossier): string => `${record.rollout.name.service} ${record.rollout.name.region}`;
  return rollouts.toSorted((one, other) => rank(one) - rank(other) || name(one).localeCompare(name(other), "en"));
}

function inTime(rollouts: readonly RolloutDossier[]): readonly RolloutDossier[] {
  const start = ({ record }: RolloutDossier): Instant => record.rollout.startedAt;
  return rollouts.toSorted((one, other) => (start(one) < start(other) ? -1 : start(one) > start(other) ? 1 : 0));
}
