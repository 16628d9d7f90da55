import type { ServiceMeasurement } from "../../shared/domain/evidence.ts";
import type { DeploymentEntry, ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import { aRollout, at, deploymentId, number, serviceArn, start, taskDefinitionArn } from "./a-rollout.ts";

/** ECS calls the rollout successful since second 60. */
export function aServiceDeployment(over: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return {
    arn: aRollout().serviceDeploymentArn ?? "",
    status: "SUCCESSFUL",
    number,
    targetRevisionArn: `arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/${number}`,
    createdAt: start,
    startedAt: start,
    finishedAt: at(60),
    ...over,
  };
}

/** Two of two wanted tasks run in the rollout's deployment, which is the primary one. */
export function aDeploymentEntry(over: Partial<DeploymentEntry> = {}): DeploymentEntry {
  return {
    id: deploymentId,
    status: "PRIMARY",
    taskDefinitionArn,
    desired: 2,
    running: 2,
    pending: 0,
    rolloutState: "COMPLETED",
    createdAt: start,
    ...over,
  };
}

/** The rollout is complete and everything wanted runs. */
export function aServiceMeasurement(over: Partial<ServiceMeasurement> = {}): ServiceMeasurement {
  return {
    serviceDeployment: aServiceDeployment(),
    deployment: aDeploymentEntry(),
    serviceStatus: "ACTIVE",
    desired: 2,
    ...over,
  };
}

/** As `aServiceMeasurement`, without a service deployment: only `deployments[]` speaks. */
export function aMeasurementByDeployments(over: Partial<ServiceMeasurement> = {}): ServiceMeasurement {
  const { serviceDeployment: _, ...rest } = aServiceMeasurement(over);
  return rest;
}

/** The service as DescribeServices shows it after the rollout. */
export function aServiceState(over: Partial<ServiceState> = {}): ServiceState {
  return {
    serviceArn,
    clusterArn: "arn:aws:ecs:ap-southeast-2:111122223333:cluster/production",
    status: "ACTIVE",
    desired: 2,
    controller: "ECS",
    strategy: "ROLLING",
    circuitBreaker: true,
    breakerRollsBack: true,
    schedulingStrategy: "REPLICA",
    currentServiceDeploymentArn: aServiceDeployment().arn,
    deployments: [aDeploymentEntry()],
    tags: {},
    ...over,
  };
}
