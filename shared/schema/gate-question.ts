import * as z from "zod/mini";
import type { GateQuestion } from "../domain/gate/question.ts";
import { EnvironmentName, Region } from "./promotion.ts";

const seconds = z.int().check(z.gte(0), z.lte(90 * 86_400));
const name = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,255}$/, "must be a name as ECS takes it"));

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
  release: z.string().check(z.minLength(1), z.maxLength(128), z.describe("Release id.")),
  environment: z.optional(EnvironmentName).check(z.describe("Only rollouts into this environment count.")),
  commit: z
    .optional(z.string().check(z.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)))
    .check(
      z.describe("Evidence of another commit does not count; for `environment` that of any release of this one does."),
    ),
  digest: z
    .optional(z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)))
    .check(z.describe("Only evidence of this very image counts.")),
  soakSeconds: z
    .prefault(seconds, 0)
    .check(z.describe("From the verdict on; for `region` the profile may ask for more.")),
  evidenceAgeSeconds: z.optional(seconds).check(z.describe("Older verdicts do not count.")),
});

/** The question of ask-gate. */
export const GateQuestionInput = z.strictObject({
  requirements: z.array(Requirement).check(z.minLength(1), z.maxLength(20)),
  appearBy: z
    .optional(z.iso.datetime())
    .check(z.describe("Until then a validation that is not there yet is waited for.")),
  hotfix: z
    .optional(z.strictObject({ reason: z.string().check(z.minLength(1), z.maxLength(500)) }))
    .check(z.describe("Skips the soak, and nothing else.")),
});

/** The parsed input as the domain takes it: an optional member is absent, never undefined. */
export function gateQuestion(input: z.infer<typeof GateQuestionInput>): GateQuestion {
  return JSON.parse(JSON.stringify(input));
}
