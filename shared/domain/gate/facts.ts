import type { RolloutDossier, ValidationRecord } from "../evidence.ts";
import { type OperatorDecision, standingDecision } from "../operator-decision.ts";
import type { Instant } from "../time.ts";
import type { Requirement } from "./question.ts";

/** One validated rollout of the asked service: its record, what people decided about it, and its tasks as the register has them, where they matter. */
export type GateRollout = Pick<RolloutDossier, "record" | "decisions"> & Partial<Pick<RolloutDossier, "tasks">>;

/** What is known about one requirement's place. */
export type PlaceFacts = {
  /** `requirementName` of the requirement that they are about. */
  readonly requirement: string;
} & (
  | {
      readonly answered: false;
      readonly reason: string;
      /** What asking again cannot change: it refused for want of credentials or rights, or there is no such table, or the service is in several clusters. */
      readonly final?: "not allowed" | "asked wrongly";
    }
  | {
      readonly answered: true;
      /** Rollouts of the service there, in any order, of every release that may matter. */
      readonly rollouts: readonly GateRollout[];
      /** What is known there instead, when the service is not; for the reader. */
      readonly hint?: string;
    }
);

/** The rollout that the requirement asks for: the newest, and in an environment the newest of the commit, else that of none that is known. */
export function ownRollout(requirement: Requirement, rollouts: readonly GateRollout[]): GateRollout | undefined {
  const own = inOrder(rollouts.filter(({ record }) => isAskedFor(requirement, record) && isThere(requirement, record)));
  if (requirement.kind !== "environment") return own.at(-1);
  const ofCommit = own.findLast(({ record }) => isOfCommit(requirement, record));
  return ofCommit ?? own.findLast(({ record }) => !isOfOtherCommit(requirement, record)) ?? own.at(-1);
}

/** Its evidence knows this very commit. */
export function isOfCommit({ commit }: Requirement, { release: found }: ValidationRecord): boolean {
  return commit !== undefined && found.commit === commit;
}

export function isOfOtherCommit({ commit }: Requirement, { release: found }: ValidationRecord): boolean {
  return commit !== undefined && found.commit !== undefined && found.commit !== commit;
}

/** The newest rollout of anything else that started with `own` or after it: what runs there is no longer what passed. */
export function laterRollout(
  requirement: Requirement,
  { record: own }: GateRollout,
  rollouts: readonly GateRollout[],
): GateRollout | undefined {
  const others = rollouts.filter(
    ({ record }) =>
      record.rollout.serviceArn === own.rollout.serviceArn &&
      !isAskedFor(requirement, record) &&
      record.rollout.startedAt >= own.rollout.startedAt,
  );
  return inOrder(others).at(-1);
}

/** What a person decided last, leaving out the notes that the hotfix lane was used. */
export function decidedByPerson({ decisions }: GateRollout): OperatorDecision | undefined {
  return standingDecision(decisions);
}

/** The standing `proceed` of a person who knew the verdict, until it expires. */
export function proceedOf(own: GateRollout, verdictAt: Instant, now: Instant): OperatorDecision | undefined {
  const decision = decidedByPerson(own);
  if (decision?.decision !== "proceed" || decision.at < verdictAt || decision.expiresAt <= now) return undefined;
  return decision;
}

function isAskedFor(requirement: Requirement, record: ValidationRecord): boolean {
  if (record.release.id === requirement.release) return true;
  return requirement.kind === "environment" && isOfCommit(requirement, record);
}

function isThere({ environment }: Requirement, { profile }: ValidationRecord): boolean {
  return environment === undefined || profile.environment === environment;
}

function inOrder(rollouts: readonly GateRollout[]): readonly GateRollout[] {
  const order = ({ record: { rollout } }: GateRollout): string => `${rollout.startedAt}#${rollout.deploymentId}`;
  return [...rollouts].sort((one, other) => (order(one) < order(other) ? -1 : 1));
}
