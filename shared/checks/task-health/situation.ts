import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { RolloutFacts } from "../../domain/facts.ts";
import type { Instant } from "../../domain/time.ts";

export type Counts = Readonly<Record<"running" | "desired" | "pending" | "unhealthy", number>>;

/** Everything that task health is judged by. */
export interface Situation {
  readonly seen: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly counts: Counts;
  readonly now: Instant;
}

export function countsOf({ deployment, desired }: ServiceMeasurement, { tasks }: RolloutFacts): Counts {
  const running = tasks.filter((task) => task.lastStatus === "RUNNING" && task.desiredStatus !== "STOPPED");
  return {
    running: deployment?.running ?? running.length,
    desired: deployment?.desired ?? desired,
    pending: deployment?.pending ?? 0,
    unhealthy: running.filter((task) => task.healthStatus === "UNHEALTHY").length,
  };
}
