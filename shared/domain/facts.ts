import type { LastLines } from "./last-lines.ts";
import type { Rollout } from "./rollout.ts";
import type { Task } from "./task.ts";
import { earliest, type Instant } from "./time.ts";

/** What a judge knows about the rollout besides its own measurements. */
export interface RolloutFacts {
  readonly rollout: Rollout;
  /** Tasks of this rollout only. */
  readonly tasks: readonly Task[];
  /** The service's desired count as last read. */
  readonly desiredCount: number;
  /** Looks in a row that may fail before a check is inconclusive. */
  readonly blindLooks: number;
  /** Tasks of the rollout before it; only where the service lost capacity, and only as far as they are known. */
  readonly olderTasks?: readonly Task[];
  /** What a container of it that died logged last; only where one did. */
  readonly lastLines?: LastLines;
}

/** When the first task of the rollout reached RUNNING: the start of every log clock. */
export function firstRunningAt({ tasks }: Pick<RolloutFacts, "tasks">): Instant | undefined {
  return earliest(tasks.map((task) => task.startedAt));
}
