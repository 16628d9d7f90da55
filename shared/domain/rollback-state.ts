import type { Told } from "./cause.ts";
import { isRolledBack, rollbackOf, toldRollback } from "./rollback.ts";
import type { ServiceDeployment } from "./service-state.ts";

/** What became of a failed rollout, or who makes it go away. */
export type RollbackState =
  | { readonly kind: "done" | "failed"; readonly seconds: number; readonly to?: string }
  | { readonly kind: "under way" }
  /** ECS stopped the rollout and went nowhere. */
  | { readonly kind: "given up" }
  /** Its service deployment is over, and all looked well to ECS. */
  | { readonly kind: "complete" }
  | { readonly kind: "breaker"; readonly breaker: "off" | "without rollback" | "on" };

/** By what was found; a rollback that began after the verdict is known as soon as reconcile keeps its end. */
export function rollbackState(told: Told): RollbackState {
  const { rollout } = told.record;
  const health = told.findings.find(({ kind }) => kind === "task-health");
  const over = overRollback(told);
  if (over !== undefined) return over;
  if (health?.facts?.["ended"] === "rolled back" || isSeenRollingBack(told)) return { kind: "under way" };
  if (health?.facts?.["ended"] === "failed") return { kind: "given up" };
  if (health?.status === "passed" || health?.facts?.["ended"] === "complete") return { kind: "complete" };
  if (!rollout.circuitBreaker) return { kind: "breaker", breaker: "off" };
  return { kind: "breaker", breaker: rollout.breakerRollsBack === false ? "without rollback" : "on" };
}

function lastSeen({ measurements = [] }: Told): ServiceDeployment | undefined {
  return measurements.findLast((each) => each.of === "service")?.service.serviceDeployment;
}

function isSeenRollingBack(told: Told): boolean {
  const last = lastSeen(told);
  return last !== undefined && isRolledBack(last);
}

function overRollback(told: Told): RollbackState | undefined {
  const kept = told.findings.find(({ kind }) => kind === "rollback");
  const last = lastSeen(told);
  const seen = kept === undefined ? last && rollbackOf(last) : toldRollback(kept);
  if (seen === undefined) return undefined;
  const { succeeded, seconds, to } = seen;
  const { replaces } = told.record;
  const release = to !== undefined && replaces?.rollout.deploymentId === to ? replaces.releaseId : to;
  return { kind: succeeded ? "done" : "failed", seconds, ...(release !== undefined && { to: release }) };
}
