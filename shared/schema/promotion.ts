import * as z from "zod/mini";
import type { PromotionRules } from "../domain/gate/promotion-rules.ts";
import { Period } from "./period.ts";

export const EnvironmentName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes"));

export const Region = z
  .string()
  .check(z.regex(/^[a-z]{2,}(?:-[a-z]+){1,3}-\d{1,2}$/, "must be an AWS Region such as ap-southeast-2"));

export const Environments = z.array(
  z.strictObject({
    ref: z
      .string()
      .check(
        z.regex(/^[\w.+/:@*-]{1,128}$/, "must be a ref or release id in which * stands for anything, e.g. v*-rc.*"),
        z.describe("Tag, branch or release id; `*` stands for anything."),
      ),
    name: EnvironmentName.check(z.describe("The environment of releases that match.")),
  }),
);

/** Which way a release goes from Region to Region, and what opens the way. */
export const Promotion = z.strictObject({
  regions: z
    .optional(
      z.array(Region).check(
        z.minLength(1),
        z.maxLength(20),
        z.refine((regions) => new Set(regions).size === regions.length, "names a Region twice"),
      ),
    )
    .check(z.describe("The order of the Regions: a release goes to one when it has passed in all before it.")),
  soak: z
    .optional(Period)
    .check(z.describe("How long a release runs after its verdict before it may go on; none unless told.")),
  evidenceAge: z.optional(Period).check(z.describe("Verdicts older than this open nothing any more; 7d unless told.")),
  overrides: z
    .prefault(z.boolean(), false)
    .check(z.describe("Whether a person's `decide --as proceed` opens the gate without a pass.")),
  requires: z
    .optional(
      z.strictObject({
        environment: EnvironmentName.check(
          z.describe("The environment in which the release, or its commit, must have passed."),
        ),
      }),
    )
    .check(z.describe("What must hold before the first Region.")),
});
export type Promotion = z.infer<typeof Promotion>;

export function promotionRules({ regions, soak, evidenceAge, overrides, requires }: Promotion): PromotionRules {
  return {
    regions: regions ?? [],
    soakSeconds: soak ?? 0,
    overrides,
    ...(evidenceAge !== undefined && { evidenceAgeSeconds: evidenceAge }),
    ...(requires !== undefined && { requiresEnvironment: requires.environment }),
  };
}
