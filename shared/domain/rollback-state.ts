import type { Told } from "./cause.ts";
import { isRolledBack, rollbackOf, toldRollback } from "./rollback.ts";
import type { ServiceDeployment } from "./service-state.ts";

/** What became of a failed rollout, or who makes it go away. */
export type RollbackState =
  | { readonly kind: "done" | "failed"; readonly seconds: number; readonly to?: string }
  | { readonly kind: "under way" }
  /** ECS stopped the rollout and went nowhere. */
  | { readonly kind: "given up" }
  /** ECS told that its circuit breaker failed it, and the breaker is set to roll back; nobody has seen yet that it does. */
  | { readonly kind: "tripped" }
  /** ECS told that it failed, and what is known leaves open whether it rolls back. */
  | { readonly kind: "failed by ECS" }
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
  const end = toldEnd(told);
  if (end !== undefined) return end;
  if (health?.status === "passed" || health?.facts?.["ended"] === "complete") return { kind: "complete" };
  if (!rollout.circuitBreaker) return { kind: "breaker", breaker: "off" };
  return { kind: "breaker", breaker: rollout.breakerRollsBack === false ? "without rollback" : "on" };
}

/**
 * What the last event on its end says. FAILED is told of a circuit breaker that tripped and of alarms; the rollback itself is
 * told under the older rollout's id (docs/facts/ecs.md 1.3, 1.4).
 */
function toldEnd({ signals = [], record: { rollout } }: Told): RollbackState | undefined {
  const last = signals.findLast(({ name }) => name !== "SERVICE_DEPLOYMENT_IN_PROGRESS");
  if (last === undefined) return undefined;
  const { name, reason = "" } = last;
  if (name === "SERVICE_DEPLOYMENT_COMPLETED") return { kind: "complete" };
  if (/rolling back/i.test(reason)) return { kind: "under way" };
  const isTripped = rollout.circuitBreaker && /circuit breaker/i.test(reason);
  if (!isTripped || rollout.breakerRollsBack === undefined) return { kind: "failed by ECS" };
  return { kind: rollout.breakerRollsBack ? "tripped" : "given up" };
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
