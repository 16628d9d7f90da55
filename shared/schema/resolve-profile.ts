import { createHash } from "node:crypto";
import type { CheckConfig } from "../checks/kinds.ts";
import type { EnvironmentPattern } from "../domain/environment-of.ts";
import type { CheckConfigRecord, ResolvedProfile } from "../domain/evidence.ts";
import { defaultIdentityNames, type IdentityNames } from "../domain/identity.ts";
import type { FirelensPlace } from "../domain/log.ts";
import { ownerRecord } from "./owner.ts";
import { type Problem, parseShape, problemAt } from "./problems.ts";
import { Profile } from "./profile.ts";
import { promotionRules } from "./promotion.ts";
import { readYaml } from "./read-yaml.ts";
import { readingsPlan } from "./readings.ts";

/** SSM's advanced parameters end at 8 KB; a profile in a file may be longer, but not a bomb. */
const maxLength = 64 * 1024;

/** A profile that can be used, or everything that is wrong with it. */
export type ParsedProfile =
  | {
      readonly profile: Profile;
      readonly checks: readonly CheckConfigRecord[];
      readonly problems: readonly [];
      readonly details: readonly [];
    }
  | { readonly problems: readonly string[]; readonly details: readonly Problem[]; readonly profile?: never };

/** Reads a profile, YAML or JSON. Problems name their path and say what is allowed; there are at most 20. */
export function parseProfile(text: string, service?: string): ParsedProfile {
  if (text.length > maxLength)
    return refused([problemAt([], `is ${text.length} characters long, at most ${maxLength} are read`)]);
  const read = readYaml(text);
  if (read.problem !== undefined) return refused([read.problem]);
  const parsed = parseShape(Profile, read.value ?? {});
  if (parsed.details !== undefined) return refused(parsed.details.slice(0, 20));
  if (service !== undefined && parsed.data.service !== undefined && parsed.data.service !== service) {
    return refused([problemAt(["service"], `is ${parsed.data.service}, but the profile was found for ${service}`)]);
  }
  const raw = (read.value as { checks?: readonly CheckConfigRecord[] } | undefined)?.checks ?? [];
  return { profile: parsed.data, checks: withTaskHealth(raw), problems: [], details: [] };
}

function refused(details: readonly Problem[]): ParsedProfile {
  const problems = details.map(({ text, position }) => `${text}${position ? `, at line ${position.line}` : ""}`);
  return { problems, details };
}

/** The profile as it goes into the record. A profile that cannot be used is replaced by the built-in default, and its problems stay with it. */
export function resolveProfile(
  found: { readonly text: string; readonly source: string } | undefined,
  service: string,
): {
  readonly resolved: ResolvedProfile;
  readonly identityNames: IdentityNames;
  readonly environments: readonly EnvironmentPattern[];
} {
  const parsed = found === undefined ? undefined : parseProfile(found.text, service);
  const usable = parsed?.profile === undefined ? parseProfile("") : parsed;
  if (usable.profile === undefined) throw new Error("The built-in default profile does not fit its own schema.");
  const { profile, checks } = usable;
  const resolved: ResolvedProfile = {
    source: found === undefined ? "built-in default" : found.source,
    hash: createHash("sha256")
      .update(found?.text ?? "")
      .digest("hex"),
    environment: profile.environment,
    checks,
    rolloutWithinSeconds: rolloutSeconds(profile),
    logSeconds: Math.max(0, ...profile.checks.map(secondsOf)),
    blindLooks: profile.blindLooks,
    redactEmails: profile.redact.emails,
    notifyOn: profile.notify.on,
    problems: parsed?.problems ?? [],
    ...(profile.owner !== undefined && { owner: ownerRecord(profile.owner) }),
    ...(profile.firelens !== undefined && { firelens: firelensPlace(profile.firelens) }),
    ...(profile.promotion !== undefined && { promotion: promotionRules(profile.promotion) }),
    ...(profile.readings !== undefined && { readings: readingsPlan(profile.readings) }),
    ...(profile.gitlab !== undefined && {
      gitlab: {
        ...(profile.gitlab.host !== undefined && { host: profile.gitlab.host }),
        ...(profile.gitlab.project !== undefined && { project: String(profile.gitlab.project) }),
      },
    }),
  };
  const given = Object.entries(profile.identity ?? {}).filter(([, names]) => names !== undefined);
  const identityNames = { ...defaultIdentityNames, ...Object.fromEntries(given) };
  return { resolved, identityNames, environments: profile.environments };
}

/** Where FireLens records are, as the profile says it. */
export function firelensPlace({ group, region }: NonNullable<Profile["firelens"]>): FirelensPlace {
  return { group, ...(region !== undefined && { region }) };
}

/** What the task-health check says of its own goes before what the profile says of the rollout. */
function rolloutSeconds({ checks, rollout }: Profile): number {
  const own = checks.find((check) => check.kind === "task-health");
  return own?.within ?? rollout.within;
}

function secondsOf(check: CheckConfig): number {
  switch (check.kind) {
    case "task-health":
      return 0;
    case "log-signature":
      return Math.max(check.within, check.for ?? 0);
    case "artifact":
      return check.within ?? 0;
    case "log-presence":
      return check.within;
    case "log-errors":
    case "http":
      return check.for;
    default:
      return check satisfies never;
  }
}

function withTaskHealth(checks: readonly CheckConfigRecord[]): readonly CheckConfigRecord[] {
  if (checks.some(({ kind }) => kind === "task-health")) return checks;
  const name = checks.some((check) => check.name === "task-health") ? "task-health-of-rollout" : "task-health";
  return [{ name, kind: "task-health" }, ...checks];
}
