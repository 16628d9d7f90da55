import * as z from "zod/mini";
import { checkBase } from "../../schema/check-base.ts";
import { Duration } from "../../schema/duration.ts";

/** The rollout completes in time and its tasks stay up. Every profile has this check, whether it names it or not. */
export const TaskHealth = z.strictObject({
  ...checkBase,
  kind: z.literal("task-health"),
  mode: z
    .prefault(z.literal("gate", "must be gate: a release that ECS rolled back could pass otherwise"), "gate")
    .check(z.describe("Always `gate`: that a rollout was rolled back or replaced decides every verdict.")),
  within: z
    .optional(Duration)
    .check(z.describe("How long the rollout may take to become stable, from its start; `rollout.within` when absent.")),
  startWithin: z
    .prefault(Duration, "10m")
    .check(
      z.describe(
        "How long a task may take from its creation to RUNNING, and ECS to find a place for a missing one; then it is stuck, which ECS itself never calls a failure. 10 minutes leave time for a large image, new instances of a capacity provider, or a migration in a container that the others wait for.",
      ),
    ),
  maxStops: z
    .prefault(z.int().check(z.gte(1), z.lte(100)), 2)
    .check(z.describe("Tasks of this rollout that stop by themselves: this many are a crash loop.")),
});
export type TaskHealth = z.infer<typeof TaskHealth>;
