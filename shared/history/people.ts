import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { Deployment } from "./deployments.ts";
import { isAfterHours } from "./office-hours.ts";
import { type Rate, rate } from "./rate.ts";
import { type Spread, spread } from "./spread.ts";

/** What people decided about deployments. One decision that was kept in several Regions is one. */
export interface People {
  /** Deployments about which somebody decided, or that went on by the hotfix lane. */
  readonly decided: Rate;
  /** `proceed` on what failed or could not be judged. */
  readonly overrides: number;
  /** `alert` or `delegate` on what had passed. */
  readonly stops: number;
  /** Soaks that the hotfix lane skipped. */
  readonly hotfixes: number;
  /** Of all decisions and hotfixes. */
  readonly afterHours: Rate;
  /** By which the hours are told. */
  readonly zones: readonly string[];
  /** Minutes of manual work of each release of which somebody told them. */
  readonly minutes: Spread & { readonly total: number };
}

/** One decision, and the deployments with which it is kept: one in each Region. */
interface Act {
  readonly decision: OperatorDecision;
  readonly deployment: Deployment;
  readonly outcomes: readonly Deployment["outcome"][];
}

export function peopleOf(deployments: readonly Deployment[]): People {
  const acts = actsOf(deployments);
  const late = acts.filter(({ decision, deployment }) => isAfterHours(decision.at, deployment.zone));
  return {
    decided: rate(deployments.filter(({ decisions }) => decisions.length > 0).length, deployments.length),
    overrides: acts.filter(isOverride).length,
    stops: acts.filter(isStop).length,
    hotfixes: acts.filter(({ decision }) => decision.lane === "hotfix").length,
    afterHours: rate(late.length, acts.length),
    zones: [...new Set(acts.map(({ deployment }) => deployment.zone))].sort(),
    minutes: minutesOf(acts),
  };
}

function actsOf(deployments: readonly Deployment[]): readonly Act[] {
  const told = deployments.flatMap((deployment) => deployment.decisions.map((decision) => ({ decision, deployment })));
  return [...Map.groupBy(told, ({ decision }) => decision.id).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, outcomes: same.map(({ deployment }) => deployment.outcome) }];
  });
}

function isOverride({ decision, outcomes }: Act): boolean {
  if (decision.lane !== undefined || decision.decision !== "proceed") return false;
  return outcomes.includes("failed") || outcomes.includes("inconclusive");
}

function isStop({ decision, outcomes }: Act): boolean {
  return decision.lane === undefined && decision.decision !== "proceed" && outcomes.includes("passed");
}

function minutesOf(acts: readonly Act[]): People["minutes"] {
  const byRelease = Map.groupBy(
    acts.filter(({ decision }) => decision.minutes !== undefined),
    ({ deployment: { service, release } }) => `${service} ${release}`,
  );
  const sums = [...byRelease.values()].map((own) =>
    own.reduce((sum, { decision }) => sum + (decision.minutes ?? 0), 0),
  );
  return { ...spread(sums), total: sums.reduce((sum, minutes) => sum + minutes, 0) };
}
