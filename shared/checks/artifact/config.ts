import * as z from "zod/mini";
import { checkBase } from "../../schema/check-base.ts";
import { Containers } from "../../schema/containers.ts";
import { Duration } from "../../schema/duration.ts";

/** Every running task of the rollout runs the released image, and was started by the rollout. */
export const Artifact = z.strictObject({
  ...checkBase,
  kind: z.literal("artifact"),
  container: z
    .optional(Containers)
    .check(z.describe("Container, or list of containers, whose image is compared; each essential one when absent.")),
  within: z
    .optional(Duration)
    .check(
      z.describe(
        "How long it may take until all wanted tasks are there to be compared, from the rollout's start; `rollout.within` when absent.",
      ),
    ),
});
export type Artifact = z.infer<typeof Artifact>;
