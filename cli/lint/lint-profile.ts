import { isDeepStrictEqual } from "node:util";
import { CheckConfig } from "../../shared/checks/kinds.ts";
import type { FirelensPlace } from "../../shared/domain/log.ts";
import type { ReadingsPlan } from "../../shared/domain/readings.ts";
import { deadlineWarnings, rolloutLimit } from "../../shared/schema/deadline-warnings.ts";
import { type Problem, parseShape } from "../../shared/schema/problems.ts";
import type { Profile } from "../../shared/schema/profile.ts";
import { readingsPlan } from "../../shared/schema/readings.ts";
import { firelensPlace, parseProfile } from "../../shared/schema/resolve-profile.ts";
import { type Position, yamlPlaces } from "../../shared/schema/yaml-places.ts";
import { type CheckSummary, describeCheck } from "./describe-check.ts";
import { rejectedToo } from "./rejected-too.ts";

/** One thing that is wrong; its text names the path, and line and column say where that stands, as far as it is there. */
export interface LintProblem extends Partial<Position> {
  readonly text: string;
}

export interface LintResult {
  /** In the order of the file; none = the profile can be used. */
  readonly problems: readonly LintProblem[];
  /** True, but perhaps not meant so. */
  readonly warnings: readonly string[];
  readonly bytes: number;
  readonly service?: string;
  readonly environment?: string;
  /** The limit that counts. */
  readonly rolloutWithinSeconds?: number;
  /** Where lines of containers behind a FireLens router are looked for. */
  readonly firelens?: FirelensPlace;
  /** What is read after the verdict. */
  readonly readings?: ReadingsPlan;
  readonly checks: readonly CheckSummary[];
}

/** AWS Systems Manager quotas: size of a standard and of an advanced parameter, in bytes. */
const standardBytes = 4096;
const advancedBytes = 8192;

/** What a profile's text will do, or everything that is wrong with it. */
export function lintProfile(text: string, service?: string): LintResult {
  const bytes = Buffer.byteLength(text);
  const parsed = parseProfile(text, service);
  if (parsed.profile === undefined)
    return { problems: placed(text, parsed.details), warnings: sizeWarnings(bytes), bytes, checks: [] };
  const { profile } = parsed;
  return {
    problems: [],
    warnings: [
      ...sizeWarnings(bytes),
      ...contentWarnings(profile),
      ...deadlineWarnings(profile),
      ...rejectedToo(profile),
    ],
    bytes,
    ...(profile.service !== undefined && { service: profile.service }),
    environment: profile.environment,
    rolloutWithinSeconds: rolloutLimit(profile).seconds,
    ...(profile.firelens !== undefined && { firelens: firelensPlace(profile.firelens) }),
    ...(profile.readings !== undefined && { readings: readingsPlan(profile.readings) }),
    checks: parsed.checks.flatMap((raw) => {
      const check = parseShape(CheckConfig, raw).data;
      return check === undefined ? [] : [describeCheck(check)];
    }),
  };
}

function placed(text: string, problems: readonly Problem[]): readonly LintProblem[] {
  const places = yamlPlaces(text);
  const found = problems.map(({ text: words, path, position }) => ({ text: words, ...(position ?? places(path)) }));
  return found.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

function sizeWarnings(bytes: number): readonly string[] {
  if (bytes > advancedBytes)
    return [`the profile has ${bytes} bytes; no SSM parameter takes more than ${advancedBytes} (8 KB)`];
  return bytes > standardBytes
    ? [
        `the profile has ${bytes} bytes; a standard SSM parameter takes at most ${standardBytes} (4 KB), so this one needs the advanced tier, which costs money`,
      ]
    : [];
}

function contentWarnings(profile: Profile): readonly string[] {
  const { gitlab, checks } = profile;
  if (isDeepStrictEqual(profile, parseProfile("").profile))
    return ["the profile says nothing: rollout health only, as without a profile"];
  const decides = checks.some(({ mode, kind }) => mode === "gate" && kind !== "task-health");
  return [
    gitlab?.project === undefined &&
      "gitlab.project: is absent, so a commit status is set only for releases that carry CI_PROJECT_ID",
    !decides && "checks: only the health of the tasks decides; no check of the profile does",
  ].filter((warning) => warning !== false);
}
