import * as z from "zod/mini";
import { applyOutcomes } from "../domain/apply-result.ts";
import { redact } from "../domain/redaction.ts";

const count = z
  .number()
  .check(
    z.refine(Number.isInteger, "must be a whole number"),
    z.gte(0, "must not be below 0"),
    z.lte(1_000_000, "must be at most 1000000"),
  );

/** GitLab's Terraform report (docs.gitlab.com, Terraform integration in merge requests): how many resources a plan creates, updates and deletes. */
export const TerraformReport = z.object({ create: count, update: count, delete: count });
export type TerraformReport = z.infer<typeof TerraformReport>;

/** CI_JOB_STATUS; while the script runs, and of runners that do not set it for `after_script`, it is `running`. */
export const ApplyOutcome = z.enum(applyOutcomes);

/** The address of a job has no user, no query and no fragment, which could all hold a secret. */
export const JobUrl = z.string().check(
  z.maxLength(400, "must have at most 400 characters"),
  z.regex(
    /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/[\x21\x24-\x3e\x40-\x5f\x61-\x7e]*$/,
    "must be an https address of printable characters, without a user, ? and #",
  ),
  z.refine((url) => redact(url, { emails: false }) === url, "must not hold what looks like a secret"),
);
