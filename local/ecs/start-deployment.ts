import type { Instant } from "../../shared/domain/time.ts";
import { breakerThreshold } from "./circuit-breaker.ts";
import {
  type ClusterState,
  type DeploymentRecord,
  type ServiceDeploymentRecord,
  type ServiceRecord,
  service,
  type Transition,
  withService,
} from "./cluster-state.ts";
import { deploymentEvent, serviceActionEvent } from "./deployment-events.ts";
import { lifecycleStages } from "./lifecycle.ts";
import { lastSegment, serviceDeploymentArn } from "./place.ts";
import { closed, isFinished } from "./service-deployment.ts";

export interface NewDeployment {
  readonly service: string;
  /** The `<n>` of `ecs-svc/<n>` and of the new revision. */
  readonly number: string;
  readonly serviceDeploymentId: string;
  readonly taskDefinitionArn: string;
}

/**
 * UpdateService: a new PRIMARY deployment in progress, its revision and its service deployment. A service deployment that
 * is still open is replaced, without an event (docs/facts/ecs.md 1.3 and 3.6).
 */
export function startDeployment(state: ClusterState, wanted: NewDeployment, at: Instant): Transition {
  const { place } = state;
  const { number, taskDefinitionArn } = wanted;
  const before = service(state, wanted.service);
  const id = `ecs-svc/${number}`;
  const reason = `ECS deployment ${id} in progress.`;
  const replacement = { status: "STOPPED", reason: "Replaced by a new service deployment", at } as const;
  const primary: DeploymentRecord = {
    id,
    status: "PRIMARY",
    taskDefinitionArn,
    failedTasks: 0,
    rolloutState: "IN_PROGRESS",
    rolloutStateReason: reason,
    createdAt: at,
    updatedAt: at,
  };
  const after: ServiceRecord = {
    ...before,
    revisions: { ...before.revisions, [number]: { number, taskDefinitionArn, createdAt: at } },
    deployments: [primary, ...before.deployments.map((old) => ({ ...old, status: "ACTIVE" as const }))],
    serviceDeployments: [
      newServiceDeployment(state, wanted, at),
      ...before.serviceDeployments.map((one) => (isFinished(one.status) ? one : closed(state, one, replacement))),
    ],
  };
  const told = { name: "SERVICE_DEPLOYMENT_IN_PROGRESS", id, reason, at } as const;
  const events = [deploymentEvent(place, before.name, told), serviceActionEvent(place, before.name, told)];
  return { state: withService(state, after), events };
}

function newServiceDeployment(state: ClusterState, wanted: NewDeployment, at: Instant): ServiceDeploymentRecord {
  const before = service(state, wanted.service);
  return {
    arn: serviceDeploymentArn(state.place, before.name, wanted.serviceDeploymentId),
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
    alarms: { status: before.kind.alarms.length > 0 ? "MONITORING" : "DISABLED", triggered: [] },
    ...(before.kind.strategy.name !== "ROLLING" && {
      lifecycle: { stage: lifecycleStages[0], weights: { test: 0, production: 0 }, hooks: [] },
    }),
  };
}
