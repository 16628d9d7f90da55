import * as z from "zod/mini";
import { checkBase } from "../../schema/check-base.ts";
import { Containers } from "../../schema/containers.ts";
import { Duration } from "../../schema/duration.ts";
import { Field, Pattern } from "../../schema/log-options.ts";

/** Lines that match are allowed, but not many: an error budget. */
export const LogErrors = z.strictObject({
  ...checkBase,
  kind: z.literal("log-errors"),
  container: z.optional(Containers),
  pattern: Pattern,
  field: z.optional(Field),
  max: z
    .int()
    .check(
      z.gte(0),
      z.lte(1000),
      z.describe("How many matching lines are allowed in the whole rollout; one more fails the check."),
    ),
  for: z.prefault(Duration, "5m").check(z.describe("How long lines are counted, from the first running task.")),
});
export type LogErrors = z.infer<typeof LogErrors>;
