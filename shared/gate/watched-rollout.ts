import type { RolloutDossier } from "../domain/evidence.ts";
import type { Instant } from "../domain/time.ts";
import type { EvidenceStore } from "../ports/evidence.ts";

/** A release in one place. */
export interface WatchedRelease {
  readonly release: string;
  readonly service: string;
  readonly cluster?: string | undefined;
  readonly region: string;
  /** Rollouts that started earlier do not count. */
  readonly since?: Instant | undefined;
}

/** The newest rollout of this very release there; several clusters are named when the question does not say which. */
export type WatchedRollout =
  | { readonly rollout: RolloutDossier | undefined; readonly clusters?: never }
  | { readonly clusters: readonly string[] };

export async function watchedRollout(
  { dossier }: Pick<EvidenceStore, "dossier">,
  { release, service, cluster, region, since = "" }: WatchedRelease,
): Promise<WatchedRollout> {
  const rollouts = (await dossier(release))?.rollouts ?? [];
  const there = rollouts.filter(({ record: { rollout } }) => {
    const { name, startedAt } = rollout;
    const isMeant = name.service === service && (cluster === undefined || name.cluster === cluster);
    return isMeant && name.region === region && startedAt >= since;
  });
  const clusters = [...new Set(there.map(({ record }) => record.rollout.name.cluster))].sort();
  return clusters.length > 1 ? { clusters } : { rollout: there.at(-1) };
}
