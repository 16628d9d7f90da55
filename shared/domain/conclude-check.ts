import type { Finding } from "./finding.ts";
import type { Instant } from "./time.ts";

/** What a judge adds to the check's name, kind and mode. */
export type Conclusion = Omit<Finding, "check" | "kind" | "mode" | "at">;

/** A finding of this check at this time. Reasons are cut at 1,000 characters, lines at 20: evidence items stay small. */
export function findingOf(
  check: Pick<Finding, "mode" | "kind"> & { readonly name: string },
  at: Instant,
  conclusion: Conclusion,
): Finding {
  const { reason, lines, ...rest } = conclusion;
  return {
    check: check.name,
    kind: check.kind,
    mode: check.mode,
    at,
    ...rest,
    reason: reason.length > 1000 ? `${reason.slice(0, 999)}…` : reason,
    ...(lines !== undefined && { lines: lines.slice(0, 20) }),
  };
}
