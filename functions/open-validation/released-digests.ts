import { releaseContainer } from "../../shared/domain/image.ts";
import type { Release } from "../../shared/domain/release.ts";
import type { ContainerSnapshot } from "../../shared/domain/rollout.ts";

/** The deployer's word on the digest comes before what the task definition states; it is about the container that is the release. */
export function withReleasedDigest(
  release: Release,
  containers: readonly ContainerSnapshot[],
): { readonly release: Release; readonly containers: readonly ContainerSnapshot[] } {
  const main = releaseContainer(containers);
  if (release.digest !== undefined) {
    const released = { digest: release.digest, source: "registration" as const };
    return { release, containers: containers.map((each) => (each === main ? { ...each, released } : each)) };
  }
  const digest = main?.released?.digest;
  return { release: digest === undefined ? release : { ...release, digest }, containers };
}
