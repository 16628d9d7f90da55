import * as z from "zod/mini";
import type { PromotionRules } from "../domain/gate/promotion-rules.ts";
import { regionForm } from "../domain/names.ts";
import { Period } from "./period.ts";
import { Window } from "./promotion-window.ts";

export const EnvironmentName = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower case letters, digits and dashes"));

export const Region = z.string().check(z.regex(regionForm, "must be an AWS Region such as ap-southeast-2"));

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
  approval: z
    .prefault(z.boolean(), false)
    .check(z.describe("Whether a pass opens the gate only once a person decided `decide --as proceed` after it.")),
  window: z
    .optional(Window)
    .check(z.describe("When a release may go on; at any time unless told. The hotfix lane passes it.")),
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

export function promotionRules(promotion: Promotion): PromotionRules {
  const { regions, soak, evidenceAge, overrides, approval, window, requires } = promotion;
  return {
    regions: regions ?? [],
    soakSeconds: soak ?? 0,
    overrides,
    ...(evidenceAge !== undefined && { evidenceAgeSeconds: evidenceAge }),
    ...(approval && { approval }),
    ...(window !== undefined && { window }),
    ...(requires !== undefined && { requiresEnvironment: requires.environment }),
  };
}
