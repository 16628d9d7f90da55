import * as z from "zod/mini";
import { CheckConfig } from "../checks/kinds.ts";
import { projectForm } from "../domain/names.ts";
import { defaultNotices, noticeKinds } from "../domain/notice.ts";
import { Duration } from "./duration.ts";
import { Firelens } from "./log-options.ts";
import { Owner } from "./owner.ts";
import { EnvironmentName, Environments, Promotion } from "./promotion.ts";
import { Readings } from "./readings.ts";

const Names = z.array(z.string().check(z.minLength(1), z.maxLength(128))).check(z.minLength(1), z.maxLength(10));

const Identity = z.strictObject({
  release: z.optional(Names).check(z.describe("Names that carry the release id; default RELEASE_ID, CI_COMMIT_TAG.")),
  commit: z
    .optional(Names)
    .check(z.describe("Names that carry the full commit sha; default CI_COMMIT_SHA, GIT_SHA, GIT_COMMIT.")),
  project: z.optional(Names).check(z.describe("Names that carry the GitLab project; default CI_PROJECT_ID.")),
  pipeline: z.optional(Names).check(z.describe("Names that carry the GitLab pipeline id; default CI_PIPELINE_ID.")),
  ref: z.optional(Names).check(z.describe("Names that carry the branch or tag; default CI_COMMIT_REF_NAME.")),
});

const Gitlab = z.strictObject({
  host: z
    .optional(z.url({ protocol: /^https?$/ }))
    .check(z.describe("Base URL of a GitLab other than the stack's, e.g. https://gitlab.example.com.")),
  project: z
    .optional(
      z.union([
        z.string().check(z.regex(projectForm, "must be a numeric id or a path such as group/project")),
        z.int(),
      ]),
    )
    .check(z.describe("Project of the commit status, id or path, when the release does not carry it.")),
});

/** A service's configuration: which checks, with which limits and deadlines. */
export const Profile = z
  .strictObject({
    $schema: z.optional(z.string()).check(z.describe("For editors.")),
    service: z
      .optional(z.string().check(z.minLength(1), z.maxLength(255)))
      .check(z.describe("The service's name, for the reader; a check that it is the right one.")),
    owner: z.optional(Owner).check(z.describe("Who is called when a release is in trouble; shown with every advice.")),
    environment: z
      .prefault(EnvironmentName, "production")
      .check(z.describe("Stands in the name of the commit status, unless a pattern of `environments` says otherwise.")),
    environments: z
      .prefault(Environments.check(z.maxLength(20)), [])
      .check(z.describe("Environments by the release's ref or id; the first pattern that fits counts.")),
    promotion: z
      .optional(Promotion)
      .check(z.describe("Which way a release goes from Region to Region; `gate` asks it.")),
    gitlab: z.optional(Gitlab).check(z.describe("Where the verdict is shown.")),
    identity: z
      .optional(Identity)
      .check(z.describe("Under which names the release is stamped into container environment or tags.")),
    rollout: z
      .prefault(
        z.strictObject({
          within: z
            .prefault(Duration, "15m")
            .check(z.describe("How long a rollout may take to become stable, from its start.")),
        }),
        {},
      )
      .check(z.describe("Limits of the rollout as a whole.")),
    notify: z
      .prefault(
        z.strictObject({
          on: z
            .prefault(z.array(z.enum(noticeKinds)), [...defaultNotices])
            .check(z.describe("What the topic's subscribers are told of; [] for nothing.")),
        }),
        {},
      )
      .check(z.describe("Who is told besides GitLab; events on the bus are always sent.")),
    firelens: z
      .optional(Firelens)
      .check(
        z.describe(
          "For containers with the log driver awsfirelens: where their router puts the lines. No API tells it.",
        ),
      ),
    blindLooks: z
      .prefault(z.int().check(z.gte(1), z.lte(100)), 5)
      .check(z.describe("Looks in a row that may fail before a check is inconclusive.")),
    redact: z
      .prefault(
        z.strictObject({
          emails: z
            .prefault(z.boolean(), true)
            .check(z.describe("Redact e-mail addresses in kept lines; in ECS's own reasons they always are.")),
        }),
        {},
      )
      .check(z.describe("Tokens, passwords, keys and JWTs are always redacted; this adds to them.")),
    readings: z
      .optional(Readings)
      .check(
        z.describe(
          "What is read of load balancers and CloudWatch five minutes after the verdict, and kept with the evidence; it decides nothing.",
        ),
      ),
    checks: z
      .prefault(z.array(CheckConfig).check(z.maxLength(30)), [])
      .check(z.describe("The checks besides task-health, which every rollout has.")),
  })
  .check(
    z.superRefine(({ checks }, context) => {
      for (const [index, { name }] of checks.entries()) {
        if (checks.findIndex((check) => check.name === name) < index) {
          context.addIssue({ code: "custom", path: ["checks", index, "name"], message: `is used twice: ${name}` });
        }
      }
      if (checks.filter(({ kind }) => kind === "task-health").length > 1) {
        context.addIssue({ code: "custom", path: ["checks"], message: "has more than one check of kind task-health" });
      }
    }),
  );
export type Profile = z.infer<typeof Profile>;
