import * as z from "zod";

const text = z.string().min(1);

const EVIDENCE_TABLE = text.describe("Name of the evidence table.");
const EVIDENCE_DAYS = z.coerce.number().int().positive().describe("Days after which evidence expires.");

export const ReceiveEventEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  STATE_MACHINE_ARN: text.describe("ARN of the workflow validate-rollout."),
  ACCOUNT_ID: z.string().regex(/^\d{12}$/).describe("The account whose rollouts are validated; events of others are refused."),
});
export const OpenValidationEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  PROFILE_PREFIX: text.describe("SSM path before /profiles/<cluster>/<service>, e.g. /ecs-rollout-validator."),
});
export const EvidenceEnv = z.object({ EVIDENCE_TABLE, EVIDENCE_DAYS });
export const ReportStatusEnv = z.object({
  EVIDENCE_TABLE,
  EVIDENCE_DAYS,
  GITLAB_HOST: z.url({ protocol: /^https?$/ }).describe("Base URL of GitLab unless the profile names another."),
  GITLAB_TOKEN_SECRET: text.describe("Id or ARN of the secret that holds the GitLab token."),
});
