import { releaseContainer } from "../image.ts";
import type { GateRollout } from "./facts.ts";

/** Digests of the release's image: the one that it states, else those that its tasks run. None where nobody knows. */
export function imagesOf({ record: { release, rollout }, tasks = [] }: GateRollout): readonly string[] {
  if (release.digest !== undefined) return [release.digest];
  const name = releaseContainer(rollout.containers)?.name;
  const own = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === rollout.taskDefinitionArn);
  const ran = own.flatMap(({ containers }) => containers.filter((container) => container.name === name));
  return [...new Set(ran.flatMap(({ imageDigest }) => imageDigest?.toLowerCase() ?? []))].sort();
}
