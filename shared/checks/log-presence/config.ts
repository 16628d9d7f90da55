import * as z from "zod/mini";
import { checkBase } from "../../schema/check-base.ts";
import { Containers } from "../../schema/containers.ts";
import { Duration } from "../../schema/duration.ts";

/** Lines are produced at all: silence after a rollout often means a broken log driver, role or start-up. */
export const LogPresence = z.strictObject({
  ...checkBase,
  kind: z.literal("log-presence"),
  container: z.optional(Containers),
  within: z
    .prefault(Duration, "3m")
    .check(
      z.describe(
        "How long the first line may take, from the first running task; for every-task from each task's own start.",
      ),
    ),
  quorum: z
    .prefault(z.enum(["every-task", "any-task"]), "every-task")
    .check(z.describe("Who must log: every running task, or any.")),
});
export type LogPresence = z.infer<typeof LogPresence>;
