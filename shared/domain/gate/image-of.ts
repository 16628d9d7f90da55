import { releaseContainer } from "../image.ts";
import type { GateRollout } from "./facts.ts";

/** Digests of the release's image, each once: the one that it states, and those that its tasks run. None where nobody knows. */
export function imagesOf(own: GateRollout): readonly string[] {
  const { digest } = own.record.release;
  return [...new Set([...(digest === undefined ? [] : [digest]), ...imagesRun(own)])];
}

/** Digests that its tasks run in the container of the release; none where ECS tells none. */
export function imagesRun({ record: { rollout }, tasks = [] }: GateRollout): readonly string[] {
  const name = releaseContainer(rollout.containers)?.name;
  const own = tasks.filter(({ taskDefinitionArn }) => taskDefinitionArn === rollout.taskDefinitionArn);
  const ran = own.flatMap(({ containers }) => containers.filter((container) => container.name === name));
  return [...new Set(ran.flatMap(({ imageDigest }) => imageDigest?.toLowerCase() ?? []))].sort();
}
