import { downtimeSecondsOf } from "./downtime.ts";
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
  /** When ECS called the rollout complete, where it had by then and told when. */
  readonly completedAt?: Instant;
  /** Seconds for which an endpoint was seen down until the verdict, of the one that was down longest; absent where none was asked or reached. */
  readonly downtimeSeconds?: number;
}

/**
 * Findings in, verdict out; `undefined` while a gate check is pending and nothing has failed.
 * A failure sign that was seen comes first, then that the rollout was superseded or that nothing more can be seen of it, then
 * missing evidence.
 */
export function verdictOf(findings: readonly Finding[], now: Instant): Verdict | undefined {
  const gates = findings.filter((finding) => finding.mode === "gate");
  const completedAt = findings.find(({ kind }) => kind === "task-health")?.facts?.["completedAt"];
  const downtimeSeconds = downtimeSecondsOf(findings);
  const verdict = (status: VerdictStatus, decision: Decision, reason: string): Verdict => ({
    status,
    decision,
    reason,
    at: now,
    passedChecks: count(gates, "passed"),
    gateChecks: gates.length,
    ...(completedAt !== undefined && { completedAt: String(completedAt) }),
    ...(downtimeSeconds !== undefined && { downtimeSeconds }),
  });
  const failed = gates.filter((finding) => finding.status === "failed");
  const seen = mostTelling(failed.filter((finding) => finding.sign !== "missing"));
  if (seen) return verdict("failed", "alert", named(seen));
  const superseded = gates.find((finding) => finding.supersededBy !== undefined);
  if (superseded) return verdict("superseded", "none", superseded.reason);
  const over = gates.find((finding) => finding.isOver);
  if (over) return verdict("inconclusive", "delegate", named(over));
  const [missing] = failed;
  if (missing) return verdict("failed", "delegate", named(missing));
  if (gates.some((finding) => finding.status === "pending")) return undefined;
  const blind = gates.find((finding) => finding.status === "inconclusive");
  if (blind) return verdict("inconclusive", "delegate", named(blind));
  if (gates.length === 0) return verdict("inconclusive", "delegate", "no check was judged");
  return verdict("passed", "proceed", "every check passed");
}

/** A log line says more about the cause than the crash or the outage that followed it. */
function mostTelling(failed: readonly Finding[]): Finding | undefined {
  const ofLogs = failed.find(({ kind }) => kind.startsWith("log-"));
  return ofLogs ?? failed.find(({ kind }) => kind !== "task-health") ?? failed[0];
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
