import * as z from "zod/mini";

const text = (description: string) => z.string().check(z.minLength(1), z.describe(description));

const EVIDENCE_TABLE = text("Name of the evidence table.");
const EVIDENCE_DAYS = z.coerce.number().check(z.int(), z.positive(), z.describe("Days after which evidence expires."));
const STATE_MACHINE_ARN = text("ARN of the workflow validate-rollout.");

export const ReceiveEventEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  STATE_MACHINE_ARN,
  ACCOUNT_ID: z
    .string()
    .check(z.regex(/^\d{12}$/), z.describe("The account whose rollouts are validated; events of others are refused.")),
});
export const OpenValidationEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  PROFILE_PREFIX: text("SSM path before /profiles/<cluster>/<service>, e.g. /ecs-rollout-validator."),
});
export const EvidenceEnv = z.object({ EVIDENCE_TABLE, EVIDENCE_DAYS });
export const ReportStatusEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  GITLAB_HOST: z
    .url({ protocol: /^https?$/ })
    .check(z.describe("Base URL of GitLab unless the profile names another.")),
  GITLAB_TOKEN_SECRET: text("Id or ARN of the secret that holds the GitLab token."),
  EVIDENCE_PAGE_URL: z
    ._default(z.string(), "")
    .check(z.describe("Base URL of the evidence page; empty: statuses link to the workflow's execution.")),
  EVIDENCE_LINK_SECRET: z
    ._default(z.string(), "")
    .check(z.describe("Id of the secret with the key of links to the page; empty without a page.")),
  EVIDENCE_LINK_DAYS: z
    ._default(z.coerce.number().check(z.int(), z.positive()), 90)
    .check(z.describe("Days for which a link opens the page.")),
});
export type ReportStatusEnv = z.infer<typeof ReportStatusEnv>;
const NOTIFICATION_TOPIC_ARN = text("ARN of the topic that people subscribe to.");

export const AnnounceEnv = z.object({ EVIDENCE_TABLE, EVIDENCE_DAYS, NOTIFICATION_TOPIC_ARN });
export type AnnounceEnv = z.infer<typeof AnnounceEnv>;
export const ReconcileEnv = z.extend(ReportStatusEnv, { STATE_MACHINE_ARN, NOTIFICATION_TOPIC_ARN });
export const AskGateEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  PROFILE_PREFIX: text(
    "SSM path before /evidence-table, under which the stacks of other Regions publish their tables.",
  ),
});
export const ShowEvidenceEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  PROFILE_PREFIX: text(
    "SSM path before /evidence-table, under which the stacks of other Regions publish their tables.",
  ),
  EVIDENCE_REGIONS: z
    .pipe(
      z.string(),
      z.transform((list: string): readonly string[] => [...new Set(list.split(","))]),
    )
    .check(z.describe("Regions whose rollouts the page shows, with commas between them; the function's own first.")),
  EVIDENCE_LINK_SECRET: text("Id of the secret with the key of links to the page."),
});
export type AskGateEnv = z.infer<typeof AskGateEnv>;
