import type { Instant } from "../../shared/domain/time.ts";
import {
  type ClusterState,
  type DeploymentRecord,
  type ServiceRecord,
  service,
  type Transition,
  withService,
} from "./cluster-state.ts";
import { deploymentEvent, serviceActionEvent } from "./deployment-events.ts";
import { lastSegment } from "./place.ts";
import { closed, withCurrent } from "./service-deployment.ts";

/** The rollout reached its steady state: older deployments are gone and the service deployment is SUCCESSFUL. */
export function completeDeployment(state: ClusterState, name: string, at: Instant): Transition {
  const before = service(state, name);
  const primary = { ...primaryOf(before), ...ended("COMPLETED", primaryOf(before).id, at), failedTasks: 0 };
  const after = withCurrent({ ...before, deployments: [primary] }, (current) =>
    closed(state, current, { status: "SUCCESSFUL", at }),
  );
  return { state: withService(state, after), events: completedEvents(state, name, { id: primary.id, at }) };
}

/** Why a rollout fails, and who says so. */
export interface Failure {
  readonly reason: string;
  /** Alarms that went off; the circuit breaker tripped when there are none. */
  readonly alarms?: readonly string[] | undefined;
  /** A lifecycle hook failed: no event of EventBridge is documented (docs/facts/ecs.md 1.3), so none is sent. */
  readonly byHook?: boolean | undefined;
}

/**
 * Failure detection fires. With rollback on and an older completed deployment, the rollback starts and re-uses the OLD
 * deployment id (docs/facts/ecs.md 1.4). With rollback off the service deployment stops. With nothing to return to it stalls.
 */
export function failDeployment(
  state: ClusterState,
  name: string,
  { reason, alarms = [], byHook = false, at }: Failure & { at: Instant },
): Transition {
  const before = service(state, name);
  const primary = primaryOf(before);
  const failed: DeploymentRecord = { ...primary, rolloutState: "FAILED", rolloutStateReason: reason, updatedAt: at };
  const failedEvents = [
    deploymentEvent(state.place, name, { name: "SERVICE_DEPLOYMENT_FAILED", id: primary.id, reason, at }),
    serviceActionEvent(state.place, name, { name: "SERVICE_DEPLOYMENT_FAILED", reason, at }),
  ];
  const target = before.deployments.find(
    (deployment) => deployment.id !== primary.id && deployment.rolloutState === "COMPLETED",
  );
  const isTrippedBreaker = before.breaker.enable && alarms.length === 0 && !byHook;
  const tripped = withCurrent(before, (current) => ({
    ...current,
    updatedAt: at,
    breaker: isTrippedBreaker ? { ...current.breaker, status: "TRIGGERED" } : current.breaker,
    alarms: alarms.length > 0 ? { status: "TRIGGERED", triggered: alarms } : current.alarms,
  }));
  if (!before.breaker.rollback && before.kind.strategy.name === "ROLLING") {
    const stopped = withCurrent({ ...tripped, deployments: [failed, ...before.deployments.slice(1)] }, (current) =>
      closed(state, current, { status: "STOPPED", reason, at }),
    );
    return { state: withService(state, stopped), events: failedEvents };
  }
  if (!target) {
    const stalled = { ...tripped, deployments: [failed, ...before.deployments.slice(1)] };
    return { state: withService(state, stalled), events: failedEvents };
  }
  const back = rollBack(tripped, { failed, target, reason, at });
  if (byHook) return { state: withService(state, back), events: [] };
  const rollingBack = back.deployments[0]?.rolloutStateReason ?? "";
  const started = deploymentEvent(state.place, name, {
    name: "SERVICE_DEPLOYMENT_IN_PROGRESS",
    id: target.id,
    reason: rollingBack,
    at,
  });
  return { state: withService(state, back), events: [...failedEvents, started] };
}

function rollBack(
  before: ServiceRecord,
  { failed, target, reason, at }: { failed: DeploymentRecord; target: DeploymentRecord; reason: string; at: Instant },
): ServiceRecord {
  const rollingBack = `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`;
  const primary: DeploymentRecord = {
    ...target,
    status: "PRIMARY",
    rolloutState: "IN_PROGRESS",
    rolloutStateReason: rollingBack,
    updatedAt: at,
  };
  const others = before.deployments.filter((deployment) => deployment.id !== failed.id && deployment.id !== target.id);
  const deployments = [primary, { ...failed, status: "ACTIVE" as const }, ...others];
  return withCurrent({ ...before, deployments }, (current) => ({
    ...current,
    status: "ROLLBACK_IN_PROGRESS",
    statusReason: reason,
    rollback: { reason, startedAt: at, number: lastSegment(target.id) },
    // Hooks of the traffic shifts run again, with the weights reversed (docs/facts/ecs.md 5.4).
    ...(current.lifecycle && { lifecycle: { ...current.lifecycle, weights: { test: 0, production: 0 } } }),
  }));
}

/** The rollback reached its steady state: COMPLETED for the old id, which had completed before. */
export function completeRollback(state: ClusterState, name: string, at: Instant): Transition {
  const before = service(state, name);
  const primary = { ...primaryOf(before), ...ended("COMPLETED", primaryOf(before).id, at) };
  const after = withCurrent({ ...before, deployments: [primary] }, (current) =>
    closed(state, current, { status: "ROLLBACK_SUCCESSFUL", at }),
  );
  return { state: withService(state, after), events: completedEvents(state, name, { id: primary.id, at }) };
}

/** The rollback itself fails: no event of EventBridge says so (docs/facts/ecs.md 1.2). */
export function failRollback(
  state: ClusterState,
  name: string,
  { reason, at }: { reason: string; at: Instant },
): Transition {
  const before = service(state, name);
  const after = withCurrent(before, (current) => closed(state, current, { status: "ROLLBACK_FAILED", reason, at }));
  return { state: withService(state, after), events: [] };
}

/** StopServiceDeployment without rollback: no event is documented, so none is sent. */
export function stopDeployment(
  state: ClusterState,
  name: string,
  { reason, at }: { reason: string; at: Instant },
): Transition {
  const after = withCurrent(service(state, name), (current) =>
    closed(state, current, { status: "STOPPED", reason, at }),
  );
  return { state: withService(state, after), events: [] };
}

function primaryOf({ name, deployments }: ServiceRecord): DeploymentRecord {
  const primary = deployments[0];
  if (!primary) throw new Error(`The service ${name} was never deployed.`);
  return primary;
}

function ended(rolloutState: "COMPLETED", id: string, at: Instant) {
  return { rolloutState, rolloutStateReason: `ECS deployment ${id} completed.`, updatedAt: at };
}

function completedEvents({ place }: ClusterState, name: string, { id, at }: { id: string; at: Instant }) {
  const reason = `ECS deployment ${id} completed.`;
  return [
    deploymentEvent(place, name, { name: "SERVICE_DEPLOYMENT_COMPLETED", id, reason, at }),
    serviceActionEvent(place, name, { name: "SERVICE_STEADY_STATE", at }),
  ];
}
