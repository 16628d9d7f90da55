import type { ValidationRecord } from "../domain/evidence.ts";
import type { Instant } from "../domain/time.ts";
import type { ServiceHistory } from "../ports/evidence.ts";
import type { ReleasePlace, RolloutLooks } from "../ports/rollout-looks.ts";
import { serviceClusters } from "./service-clusters.ts";

/** A release in one place. */
export interface WatchedRelease extends ReleasePlace {
  /** Rollouts that started earlier do not count. */
  readonly since?: Instant | undefined;
}

/** The newest rollout of this very release there; several clusters are named when the question does not say which. */
export type WatchedRollout =
  | { readonly record: ValidationRecord | undefined; readonly clusters?: never }
  | { readonly clusters: readonly string[] };

export interface WatchedPlace {
  readonly looks: Pick<RolloutLooks, "rollouts">;
  /** Asked which clusters have the service; absent when that was asked already. */
  readonly history?: Pick<ServiceHistory, "services">;
}

export async function watchedRollout(
  { looks, history }: WatchedPlace,
  { since = "", ...place }: WatchedRelease,
): Promise<WatchedRollout> {
  const [known, rollouts] = await Promise.all([
    place.cluster === undefined && history !== undefined ? serviceClusters(history, place) : [],
    looks.rollouts(place),
  ]);
  const there = rollouts.filter(({ rollout }) => rollout.startedAt >= since);
  // A service's first validation lists it only after its record is there.
  const clusters = [...new Set([...known, ...there.map(({ rollout }) => rollout.name.cluster)])].sort();
  return clusters.length > 1 ? { clusters } : { record: there.at(-1) };
}
