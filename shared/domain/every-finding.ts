import type { ValidationRecord } from "./evidence.ts";
import type { Finding } from "./finding.ts";

/**
 * A finding for every check of the profile: the one just found, else the kept one, else one that waits, so that a check
 * that never looked cannot be forgotten. Kept findings of no check, such as the profile's own, stay.
 */
export function everyFinding(
  { profile, openedAt }: Pick<ValidationRecord, "profile" | "openedAt">,
  kept: readonly Finding[],
  found: readonly Finding[] = [],
): readonly Finding[] {
  const extra = kept.filter(({ check }) => !profile.checks.some(({ name }) => name === check));
  const own = profile.checks.map(({ name, kind, mode = "gate" }): Finding => {
    const finding = [...found, ...kept].find(({ check }) => check === name);
    return finding ?? { check: name, kind, mode, status: "pending", reason: "not looked at yet", at: openedAt };
  });
  return [...extra, ...own];
}
