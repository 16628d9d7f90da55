import { CheckConfig } from "../../shared/checks/kinds.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import type { Profile } from "../../shared/schema/profile.ts";
import { parseProfile } from "../../shared/schema/resolve-profile.ts";
import { type CheckSummary, describeCheck } from "./describe-check.ts";

export interface LintResult {
  /** Each with its path; empty = the profile can be used. */
  readonly problems: readonly string[];
  /** True, but perhaps not meant so. */
  readonly warnings: readonly string[];
  readonly bytes: number;
  readonly service?: string;
  readonly environment?: string;
  readonly rolloutWithinSeconds?: number;
  readonly checks: readonly CheckSummary[];
}

/** AWS Systems Manager quotas: size of a standard and of an advanced parameter, in bytes. */
const standardBytes = 4096;
const advancedBytes = 8192;

/** What a profile's text will do, or everything that is wrong with it. */
export function lintProfile(text: string, service?: string): LintResult {
  const bytes = Buffer.byteLength(text);
  const parsed = parseProfile(text, service);
  if (parsed.profile === undefined) return { problems: parsed.problems, warnings: [], bytes, checks: [] };
  const { profile } = parsed;
  return {
    problems: [],
    warnings: [...sizeWarnings(bytes), ...contentWarnings(profile)],
    bytes,
    ...(profile.service !== undefined && { service: profile.service }),
    environment: profile.environment,
    rolloutWithinSeconds: profile.rollout.within,
    checks: parsed.checks.flatMap((raw) => {
      const check = parseShape(CheckConfig, raw).data;
      return check === undefined ? [] : [describeCheck(check)];
    }),
  };
}

function sizeWarnings(bytes: number): readonly string[] {
  if (bytes > advancedBytes) return [`is ${bytes} bytes long: no SSM parameter takes more than ${advancedBytes}`];
  return bytes > standardBytes
    ? [`is ${bytes} bytes long: more than ${standardBytes} need an SSM parameter of the advanced tier, which costs`]
    : [];
}

function contentWarnings({ gitlab, checks }: Profile): readonly string[] {
  const decides = checks.some(({ mode, kind }) => mode === "gate" && kind !== "task-health");
  return [
    gitlab?.project === undefined &&
      "gitlab.project: is absent, so a commit status is set only for releases that carry CI_PROJECT_ID",
    !decides && "checks: only the health of the tasks decides; no log line does",
  ].filter((warning) => warning !== false);
}
