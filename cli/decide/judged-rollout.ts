import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { type WatchedRelease, watchedRollout } from "../../shared/gate/watched-rollout.ts";
import { UsageError } from "../failure.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { hint } from "../wait/look.ts";

/** The release's newest rollout in a Region. Throws UsageError when there is none, with what is known instead. */
export async function judgedRollout(open: OpenRegion, watched: WatchedRelease, now: Instant): Promise<RolloutDossier> {
  const found = await watchedRollout((await open(watched.region)).evidence, watched);
  const { release, service } = watched;
  if (found.clusters !== undefined)
    throw new UsageError(`${service} is in several clusters: ${found.clusters.join(", ")}. Name one by --cluster.`);
  if (found.rollout !== undefined) return found.rollout;
  const known = await hint(open, watched, now);
  throw new UsageError(`There is no evidence of ${release} of ${service}${known === undefined ? "" : `: ${known}`}.`);
}
