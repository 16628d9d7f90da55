import type { Finding } from "./finding.ts";
import type { Instant } from "./time.ts";

export const verdictStatuses = ["passed", "failed", "inconclusive", "superseded"] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const decisions = ["proceed", "alert", "delegate", "none"] as const;
export type Decision = (typeof decisions)[number];

/** Final and immutable. */
export interface Verdict {
  readonly status: VerdictStatus;
  readonly decision: Decision;
  readonly reason: string;
  readonly at: Instant;
  readonly passedChecks: number;
  readonly gateChecks: number;
}

/** Findings in, verdict out; `undefined` while a gate check is still pending and nothing has failed. */
export function verdictOf(findings: readonly Finding[], now: Instant): Verdict | undefined {
  const gates = findings.filter((finding) => finding.mode === "gate");
  const counts = { at: now, passedChecks: count(gates, "passed"), gateChecks: gates.length };
  const superseded = gates.find((finding) => finding.supersededBy !== undefined);
  if (superseded) return { status: "superseded", decision: "none", reason: superseded.reason, ...counts };
  const failed = gates.filter((finding) => finding.status === "failed");
  const deciding = failed.find((finding) => finding.sign !== "missing") ?? failed[0];
  if (deciding) {
    const decision = deciding.sign === "missing" ? "delegate" : "alert";
    return { status: "failed", decision, reason: named(deciding), ...counts };
  }
  if (gates.some((finding) => finding.status === "pending")) return undefined;
  const blind = gates.find((finding) => finding.status === "inconclusive");
  if (blind) return { status: "inconclusive", decision: "delegate", reason: named(blind), ...counts };
  if (gates.length === 0) {
    return { status: "inconclusive", decision: "delegate", reason: "no check was judged", ...counts };
  }
  return { status: "passed", decision: "proceed", reason: "every check passed", ...counts };
}

/** The verdict when time is over: what is still pending could not be judged. */
export function overdueVerdict(findings: readonly Finding[], now: Instant): Verdict {
  const closed = findings.map((finding) =>
    finding.status === "pending"
      ? { ...finding, status: "inconclusive" as const, reason: `not judged in time: ${finding.reason}` }
      : finding,
  );
  const verdict = verdictOf(closed, now);
  if (verdict === undefined) throw new Error("Closed findings always give a verdict.");
  return verdict;
}

function named(finding: Finding): string {
  return `${finding.check}: ${finding.reason}`;
}

function count(findings: readonly Finding[], status: Finding["status"]): number {
  return findings.filter((finding) => finding.status === status).length;
}
