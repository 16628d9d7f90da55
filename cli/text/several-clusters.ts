import { severalClusters } from "../../shared/gate/service-clusters.ts";
import type { WatchedRelease } from "../../shared/gate/watched-rollout.ts";

/** How whoever calls the command line names a cluster. */
export const clusterOption = "--cluster";

/** Nobody guesses which of several services was meant. */
export function askForCluster(
  { service, region }: Pick<WatchedRelease, "service" | "region">,
  clusters: readonly string[],
): string {
  return severalClusters({ service, region, askedBy: clusterOption }, clusters);
}
