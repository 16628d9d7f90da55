import { deploymentEnd } from "../../domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import { isRunning } from "../../domain/task.ts";
import type { Instant } from "../../domain/time.ts";

export type Counts = Readonly<Record<"running" | "desired" | "pending" | "unhealthy", number>>;

/** Everything that task health is judged by. */
export interface Situation {
  readonly seen: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly counts: Counts;
  readonly now: Instant;
}

/** ECS calls the rollout complete, and nothing came after it. */
export function isComplete({ seen, facts, now }: Pick<Situation, "seen" | "facts" | "now">): boolean {
  return deploymentEnd(seen, facts.rollout, now).kind === "completed";
}

export function countsOf({ deployment, desired }: ServiceMeasurement, { tasks }: RolloutFacts): Counts {
  const running = tasks.filter(isRunning);
  return {
    running: deployment?.running ?? running.length,
    desired: deployment?.desired ?? desired,
    pending: deployment?.pending ?? 0,
    unhealthy: running.filter((task) => task.healthStatus === "UNHEALTHY").length,
  };
}
