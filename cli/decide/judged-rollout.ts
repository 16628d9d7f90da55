import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { type WatchedRelease, watchedRollout } from "../../shared/gate/watched-rollout.ts";
import { UsageError } from "../failure.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { askForCluster } from "../text/several-clusters.ts";
import { hint } from "../wait/look.ts";

/** The release's newest rollout in a Region. Throws UsageError when there is none, with what is known instead. */
export async function judgedRollout(open: OpenRegion, watched: WatchedRelease): Promise<ValidationRecord> {
  const found = await watchedRollout(await open(watched.region), watched);
  const { release, service } = watched;
  if (found.clusters !== undefined) throw new UsageError(`${askForCluster(watched, found.clusters)}.`);
  if (found.record !== undefined) return found.record;
  const known = await hint(open, watched);
  throw new UsageError(`There is no evidence of ${release} of ${service}${known === undefined ? "" : `: ${known}`}.`);
}
