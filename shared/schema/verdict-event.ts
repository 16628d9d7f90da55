import * as z from "zod/mini";
import { checkModes, findingStatuses } from "../domain/finding.ts";
import { decisions, verdictStatuses } from "../domain/verdict.ts";

/** `source` of every event of this project. */
export const eventSource = "ecs-rollout-validator";

export const detailTypes = { started: "Rollout Validation Started", verdict: "Rollout Verdict" } as const;

const text = (description: string) => z.string().check(z.describe(description));
const time = (description: string) => z.iso.datetime().check(z.describe(description));

const about = {
  version: z.literal("1").check(z.describe("Version of this schema. Within it members may be added, never changed.")),
  id: text(
    "The same for every copy of this event, at most 96 characters: an event may come more than once, and is counted once by it.",
  ),
  release: z.object({
    id: text("Release id, e.g. v2.3.1."),
    commit: z.optional(text("Full commit sha.")),
    project: z.optional(text("GitLab project, id or path.")),
    pipelineId: z.optional(text("GitLab pipeline.")),
    ref: z.optional(text("Branch or tag.")),
  }),
  service: z.object({
    arn: text("ARN of the ECS service."),
    name: text("Its name."),
    cluster: text("Name of its cluster."),
    region: text("Region."),
    account: text("Account."),
  }),
  environment: text("As the profile names it."),
  owner: z
    .optional(
      z.object({
        team: text("The team that answers for the service."),
        contact: z.optional(text("How to reach it.")),
        runbook: z.optional(text("What to do when the service is in trouble, an https address.")),
      }),
    )
    .check(z.describe("Who is called, where the profile names somebody.")),
  rollout: z.object({
    deploymentId: text("`ecs-svc/<n>`."),
    serviceDeploymentArn: z.optional(text("ARN of the service deployment, where ECS has one.")),
    taskDefinitionArn: text("What was rolled out."),
    startedAt: time("When ECS began the rollout."),
  }),
  executionArn: text("Execution of the workflow that validates it."),
};

/** Detail of a `Rollout Validation Started` event. */
export const ValidationStartedDetail = z.object({
  ...about,
  openedAt: time("When the validation began."),
  deadline: time("When the verdict comes at the latest."),
  gateChecks: z.int().check(z.describe("Checks that decide.")),
});
export type ValidationStartedDetail = z.infer<typeof ValidationStartedDetail>;

const Verdict = z.object({
  status: z.enum(verdictStatuses),
  decision: z.enum(decisions).check(z.describe("What the reader should do.")),
  reason: text("One sentence with the deciding number and its limit. Text, never markup."),
  at: time("When it was reached."),
  passedChecks: z.int().check(z.describe("Gate checks that passed.")),
  gateChecks: z.int().check(z.describe("Gate checks that were judged.")),
  completedAt: z
    .optional(z.iso.datetime())
    .check(z.describe("When ECS called the rollout complete, where it had by then.")),
  downtimeSeconds: z
    .optional(z.number())
    .check(
      z.describe(
        "Seconds for which an endpoint was seen down until the verdict, at a step of 5 s: of the one that was down longest. Absent where none was asked or reached.",
      ),
    ),
});

const Check = z.object({
  name: text("The check's name in the profile."),
  kind: text("Its kind, e.g. log-signature."),
  mode: z.enum(checkModes).check(z.describe("A shadow check never decides.")),
  status: z.enum(findingStatuses),
  reason: text("Its finding in one sentence, at most 1,000 characters."),
});

/** Detail of a `Rollout Verdict` event: exactly the verdict that the evidence keeps. */
export const RolloutVerdictDetail = z.object({
  ...about,
  verdict: Verdict,
  seconds: z.number().check(z.describe("From the rollout's start to the verdict.")),
  checks: z.array(Check).check(z.describe("Every check of the profile, with what it found.")),
});
export type RolloutVerdictDetail = z.infer<typeof RolloutVerdictDetail>;
