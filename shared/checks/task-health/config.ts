import * as z from "zod/mini";
import { checkModes } from "../../domain/finding.ts";
import { defaultMaxStops } from "../../domain/stop-limit.ts";
import { checkBase } from "../../schema/check-base.ts";
import { Duration } from "../../schema/duration.ts";

const stopsAllowed = "must be a number of tasks from 1 to 100, or a share of the wanted ones from 1% to 100%";

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
    .prefault(
      z.union([
        z.int(stopsAllowed).check(z.gte(1, stopsAllowed), z.lte(100, stopsAllowed)),
        z.string(stopsAllowed).check(z.regex(/^(?:[1-9]\d?|100)%$/, stopsAllowed)),
      ]),
      defaultMaxStops,
    )
    .check(
      z.describe(
        "Tasks of this rollout that stop by themselves: this many are a crash loop. A share such as `5%` is of the most tasks wanted during the rollout, rounded up and never below 2: for 200 tasks 10. Two stops in a service of hundreds of tasks may be no more than two bad hosts.",
      ),
    ),
  capacity: z
    .prefault(z.enum(checkModes), "shadow")
    .check(
      z.describe(
        "What it means that fewer tasks of the whole service, old and new, ran during the rollout than `minimumHealthyPercent` asks for: `shadow` tells it beside the verdict, `gate` fails the release. Never held against it where Spot, a host or a person stopped tasks that had run.",
      ),
    ),
});
export type TaskHealth = z.infer<typeof TaskHealth>;
