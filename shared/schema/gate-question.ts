import * as z from "zod/mini";
import type { Promotion as PromotionAsked } from "../domain/gate/order.ts";
import type { GateQuestion } from "../domain/gate/question.ts";
import { knownReleaseForm } from "../domain/names.ts";
import { EnvironmentName, Region } from "./promotion.ts";

const seconds = z.int().check(z.gte(0), z.lte(90 * 86_400));
const name = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,255}$/, "must be a name as ECS takes it"));

const commit = z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/));
const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));

const Requirement = z.strictObject({
  kind: z
    .enum(["region", "service", "environment"])
    .check(
      z.describe(
        "`region`: it runs there, has passed and soaked; `service`: it runs there and has passed; `environment`: it has passed there.",
      ),
    ),
  service: name.check(z.describe("Name of the ECS service.")),
  cluster: z.optional(name).check(z.describe("Only where several clusters have a service of that name.")),
  region: Region.check(z.describe("Region of the evidence.")),
  release: z.string().check(z.regex(knownReleaseForm, "must be a release id"), z.describe("Release id.")),
  environment: z.optional(EnvironmentName).check(z.describe("Only rollouts into this environment count.")),
  commit: z
    .optional(commit)
    .check(
      z.describe(
        "Evidence of another or an unknown commit does not count; for `environment` that of any release of this one does.",
      ),
    ),
  digest: z
    .optional(digest)
    .check(z.describe("Only evidence of this very image counts, where its tasks run no other.")),
  soakSeconds: z
    .prefault(seconds, 0)
    .check(z.describe("From the verdict on; for `region` the profile may ask for more.")),
  evidenceAgeSeconds: z.optional(seconds).check(z.describe("Older verdicts do not count.")),
});

const Promotion = z.strictObject({
  service: name.check(z.describe("Name of the ECS service.")),
  cluster: name.check(z.describe("Its cluster: the profile is published by cluster and service.")),
  release: z.string().check(z.regex(knownReleaseForm, "must be a release id"), z.describe("Release id.")),
  to: Region.check(z.describe("Where it wants to go; the profile that is published there says what must hold before.")),
  commit: z.optional(commit).check(z.describe("Evidence of another or an unknown commit does not count.")),
  digest: z
    .optional(digest)
    .check(z.describe("Only evidence of this very image counts, where its tasks run no other.")),
});

/** The question of ask-gate. */
export const GateQuestionInput = z
  .strictObject({
    requirements: z.optional(z.array(Requirement).check(z.minLength(1), z.maxLength(20))),
    promotion: z.optional(Promotion).check(z.describe("Instead of requirements: what the profile requires.")),
    appearBy: z
      .optional(z.iso.datetime())
      .check(z.describe("Until then a validation that is not there yet is waited for.")),
    hotfix: z
      .optional(
        z.strictObject({
          reason: z.string().check(z.minLength(1), z.maxLength(500)),
          by: z.string().check(z.minLength(1), z.maxLength(256), z.describe("Who takes it; kept beside the verdict.")),
        }),
      )
      .check(
        z.describe("Skips the soak and the promotion window, and nothing else; its use is kept beside the verdict."),
      ),
  })
  .check(
    z.refine(({ requirements, promotion }) => (requirements === undefined) !== (promotion === undefined), {
      error: "must be there, or else promotion, and not both",
      path: ["requirements"],
    }),
  );
export type GateQuestionInput = z.infer<typeof GateQuestionInput>;

/** What was asked: certain requirements, or those of a profile. */
export type AskedGate = Omit<GateQuestion, "requirements" | "hotfix"> & {
  readonly requirements?: GateQuestion["requirements"];
  readonly promotion?: PromotionAsked;
  readonly hotfix?: { readonly reason: string; readonly by: string };
};

/** The parsed input as the domain takes it: an optional member is absent, never undefined. */
export function askedGate(input: GateQuestionInput): AskedGate {
  return JSON.parse(JSON.stringify(input));
}
