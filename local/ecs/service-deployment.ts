import type { Instant } from "../../shared/domain/time.ts";
import {
  type ClusterState,
  type ServiceDeploymentRecord,
  type ServiceDeploymentStatus,
  type ServiceRecord,
  taskCounts,
} from "./cluster-state.ts";

const finished: readonly ServiceDeploymentStatus[] = [
  "SUCCESSFUL",
  "STOPPED",
  "ROLLBACK_SUCCESSFUL",
  "ROLLBACK_FAILED",
];

export function isFinished(status: ServiceDeploymentStatus): boolean {
  return finished.includes(status);
}

/** A service deployment at its end: its task counts are frozen and the breaker no longer watches. */
export function closed(
  state: ClusterState,
  open: ServiceDeploymentRecord,
  { status, reason, at }: { status: ServiceDeploymentStatus; reason?: string; at: Instant },
): ServiceDeploymentRecord {
  return {
    ...open,
    status,
    ...(reason === undefined ? {} : { statusReason: reason }),
    updatedAt: at,
    finishedAt: at,
    frozen: taskCounts(state, `ecs-svc/${open.number}`),
    breaker: open.breaker.status === "MONITORING" ? { ...open.breaker, status: "MONITORING_COMPLETE" } : open.breaker,
  };
}

/** The service deployment that is under way, or the last one; undefined for a service that has none. */
export function latestServiceDeployment(
  service: Pick<ServiceRecord, "serviceDeployments"> | undefined,
): ServiceDeploymentRecord | undefined {
  return service?.serviceDeployments[0];
}

/** As `latestServiceDeployment`, of a service that must have one. */
export function currentServiceDeployment(service: ServiceRecord): ServiceDeploymentRecord {
  const newest = latestServiceDeployment(service);
  if (!newest) throw new Error(`The service ${service.name} was never deployed.`);
  return newest;
}

/** The service with its newest service deployment changed. */
export function withCurrent(
  service: ServiceRecord,
  change: (current: ServiceDeploymentRecord) => ServiceDeploymentRecord,
): ServiceRecord {
  const [, ...older] = service.serviceDeployments;
  return { ...service, serviceDeployments: [change(currentServiceDeployment(service)), ...older] };
}
