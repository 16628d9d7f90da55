import type { ServiceMeasurement } from "../../domain/evidence.ts";
import { movingImage, type ReleasedDigest } from "../../domain/image.ts";
import type { Rollout } from "../../domain/rollout.ts";
import type { Task } from "../../domain/task.ts";

/** What the running tasks show of one container, beside what was released. */
export interface Comparison {
  readonly container: string;
  /** Undefined: nobody says which digest was released, and the tasks can only be compared with each other. */
  readonly released?: ReleasedDigest;
  /** How many tasks run each digest, the most frequent first. */
  readonly running: readonly (readonly [digest: string, tasks: number])[];
  /** Tasks of which ECS tells no digest. */
  readonly unknown: number;
  /** Why the image's name alone does not say what runs. */
  readonly mind?: string;
}

/** Compares a container of all tasks that count. */
export function compareImages(
  container: string,
  {
    tasks,
    rollout,
    seen,
  }: { readonly tasks: readonly Task[]; readonly rollout: Rollout; readonly seen: ServiceMeasurement },
): Comparison {
  const snapshot = rollout.containers.find(({ name }) => name === container);
  const resolved = seen.images?.[container];
  const released =
    snapshot?.released ??
    (resolved === undefined ? undefined : { digest: resolved, source: "service revision" as const });
  const mind = snapshot && mindOf(snapshot.image, released);
  const digests = tasks.map(({ containers }) => containers.find(({ name }) => name === container)?.imageDigest);
  return {
    container,
    running: counted(digests.filter((digest) => digest !== undefined)),
    unknown: digests.filter((digest) => digest === undefined).length,
    ...(released !== undefined && { released }),
    ...(mind !== undefined && { mind }),
  };
}

/** A tag is as good as a digest once ECS has resolved it for the whole revision, unless it is one that moves between revisions. */
function mindOf(image: string, released: ReleasedDigest | undefined): string | undefined {
  const moving = movingImage(image);
  if (moving !== undefined) return `the image ${moving}`;
  return released === undefined
    ? "no digest was released and ECS resolved none (version consistency is off, or the resolution failed): the tag alone says what runs"
    : undefined;
}

function counted(digests: readonly string[]): readonly (readonly [string, number])[] {
  return [...new Set(digests)]
    .map((digest) => [digest, digests.filter((each) => each === digest).length] as const)
    .sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1));
}
