import type { Instant } from "../../shared/domain/time.ts";
import { breakerThreshold } from "./circuit-breaker.ts";
import {
  type ClusterState,
  type ServiceDeploymentRecord,
  type ServiceRecord,
  service,
  type Transition,
  withService,
} from "./cluster-state.ts";
import { deploymentEvent, serviceActionEvent } from "./deployment-events.ts";
import { lastSegment, serviceDeploymentArn } from "./place.ts";
import { closed, isFinished } from "./service-deployment.ts";

export interface NewDeployment {
  /** The `<n>` of `ecs-svc/<n>` and of the new revision. */
  readonly number: string;
  readonly serviceDeploymentId: string;
  readonly taskDefinitionArn: string;
}

/**
 * UpdateService: a new PRIMARY deployment in progress, its revision and its service deployment. A service deployment that
 * is still open is replaced, without an event (docs/facts/ecs.md 1.3 and 3.6).
 */
export function startDeployment(state: ClusterState, name: string, wanted: NewDeployment, at: Instant): Transition {
  const { place } = state;
  const before = service(state, name);
  const id = `ecs-svc/${wanted.number}`;
  const replaced = before.serviceDeployments.map((one) =>
    isFinished(one.status)
      ? one
      : closed(state, one, { status: "STOPPED", reason: "Replaced by a new service deployment", at }),
  );
  const after: ServiceRecord = {
    ...before,
    revisions: {
      ...before.revisions,
      [wanted.number]: { number: wanted.number, taskDefinitionArn: wanted.taskDefinitionArn, createdAt: at },
    },
    deployments: [
      {
        id,
        status: "PRIMARY",
        taskDefinitionArn: wanted.taskDefinitionArn,
        failedTasks: 0,
        rolloutState: "IN_PROGRESS",
        rolloutStateReason: `ECS deployment ${id} in progress.`,
        createdAt: at,
        updatedAt: at,
      },
      ...before.deployments.map((old) => ({ ...old, status: "ACTIVE" as const })),
    ],
    serviceDeployments: [
      newServiceDeployment(before, wanted, serviceDeploymentArn(place, name, wanted.serviceDeploymentId), at),
      ...replaced,
    ],
  };
  const events = [
    deploymentEvent(place, name, {
      name: "SERVICE_DEPLOYMENT_IN_PROGRESS",
      id,
      reason: `ECS deployment ${id} in progress.`,
      at,
    }),
    serviceActionEvent(place, name, {
      name: "SERVICE_DEPLOYMENT_IN_PROGRESS",
      reason: `ECS deployment ${id} in progress.`,
      at,
    }),
  ];
  return { state: withService(state, after), events };
}

function newServiceDeployment(
  before: ServiceRecord,
  wanted: NewDeployment,
  arn: string,
  at: Instant,
): ServiceDeploymentRecord {
  return {
    arn,
    number: wanted.number,
    sources: before.deployments.map((deployment) => lastSegment(deployment.id)),
    status: "IN_PROGRESS",
    createdAt: at,
    startedAt: at,
    updatedAt: at,
    breaker: {
      status: before.breaker.enable ? "MONITORING" : "DISABLED",
      failureCount: 0,
      threshold: breakerThreshold(before.desired),
    },
  };
}
