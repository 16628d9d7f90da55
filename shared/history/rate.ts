import type { Deployment } from "./deployments.ts";

/** Deployments by what became of them; the first five add up to `all`. */
export interface Tally {
  readonly all: number;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  readonly superseded: number;
  readonly running: number;
  /** Of the passed ones, those that only repaired a failure. */
  readonly fixOnly: number;
  /** Of the passed ones, those that only went back to an older release. */
  readonly rollbacks: number;
  readonly changeFailure: Rate;
}

/** A share as the counts behind it; a percentage of few deployments says little without them. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  /** Percent; absent of nothing. */
  readonly percent?: number;
}

/** The change failure rate is to be no higher, in percent. */
export const changeFailureTarget = 5;

export function rate(count: number, of: number): Rate {
  return of === 0 ? { count, of } : { count, of, percent: (100 * count) / of };
}

/**
 * Counts deployments. The change failure rate is 100 x failed / judged, where judged are the passed and the failed ones but
 * for fix-only redeploys and rollbacks: one that could not be judged, or was replaced before, is neither a success nor a failure.
 */
export function tally(deployments: readonly Deployment[]): Tally {
  const count = (outcome: Deployment["outcome"]): number =>
    deployments.filter((deployment) => deployment.outcome === outcome).length;
  const [passed, failed] = [count("passed"), count("failed")];
  const fixOnly = deployments.filter(({ isFixOnly }) => isFixOnly).length;
  const rollbacks = deployments.filter(
    ({ rollsBack, outcome }) => rollsBack !== undefined && outcome === "passed",
  ).length;
  return {
    all: deployments.length,
    passed,
    failed,
    inconclusive: count("inconclusive"),
    superseded: count("superseded"),
    running: count("running"),
    fixOnly,
    rollbacks,
    changeFailure: rate(failed, passed + failed - fixOnly - rollbacks),
  };
}
