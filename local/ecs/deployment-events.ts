import type { Instant } from "../../shared/domain/time.ts";
import type { EcsEvent } from "./cluster-state.ts";
import { clusterArn, type Place, serviceArn } from "./place.ts";

/** The only three names of the deployment event (docs/facts/ecs.md 1.2). */
export type DeploymentEventName =
  | "SERVICE_DEPLOYMENT_IN_PROGRESS"
  | "SERVICE_DEPLOYMENT_COMPLETED"
  | "SERVICE_DEPLOYMENT_FAILED";

/** "ECS Deployment State Change": service ARN and deployment id are all the identity it carries. */
export function deploymentEvent(
  place: Place,
  service: string,
  { name, id, reason, at }: { name: DeploymentEventName; id: string; reason: string; at: Instant },
): EcsEvent {
  return {
    detailType: "ECS Deployment State Change",
    at,
    resources: [serviceArn(place, service)],
    detail: {
      eventType: name === "SERVICE_DEPLOYMENT_FAILED" ? "ERROR" : "INFO",
      eventName: name,
      deploymentId: id,
      updatedAt: at,
      reason,
    },
  };
}

const warnings = new Set([
  "SERVICE_TASK_START_IMPAIRED",
  "SERVICE_DISCOVERY_INSTANCE_UNHEALTHY",
  "VPC_LATTICE_TARGET_UNHEALTHY",
]);
const errors = new Set([
  "SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED",
  "ECS_OPERATION_THROTTLED",
  "SERVICE_DISCOVERY_OPERATION_THROTTLED",
  "SERVICE_TASK_PLACEMENT_FAILURE",
  "SERVICE_TASK_CONFIGURATION_FAILURE",
  "SERVICE_HEALTH_UNKNOWN",
  "SERVICE_DEPLOYMENT_FAILED",
]);

/** "ECS Service Action": no deployment id and no version, noise to a validator (docs/facts/ecs.md 1.6). */
export function serviceActionEvent(
  place: Place,
  service: string,
  { name, reason, at }: { name: string; reason?: string; at: Instant },
): EcsEvent {
  return {
    detailType: "ECS Service Action",
    at,
    resources: [serviceArn(place, service)],
    detail: {
      eventType: errors.has(name) ? "ERROR" : warnings.has(name) ? "WARN" : "INFO",
      eventName: name,
      clusterArn: clusterArn(place),
      createdAt: at,
      ...(reason === undefined ? {} : { reason }),
    },
  };
}
