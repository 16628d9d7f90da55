import type {
  Deployment,
  DescribeServicesRequest,
  DescribeServicesResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
  TaskSet,
} from "@aws-sdk/client-ecs";
import {
  type ClusterState,
  type DeploymentRecord,
  type ServiceRecord,
  type TaskSetRecord,
  taskCounts,
} from "../cluster-state.ts";
import { clusterArn, lastSegment, serviceArn, serviceRevisionArn, targetGroupArn, taskSetArn } from "../place.ts";
import { latestServiceDeployment } from "../service-deployment.ts";
import { deploymentConfiguration } from "./deployment-configuration.ts";
import { findService, requireAtMost, requireCluster, type Scene, tagList } from "./lookup.ts";
import { page } from "./page.ts";

/** At most 10 services a call; one that does not exist is a failure in a good answer. */
export function describeServices({ state }: Scene, input: DescribeServicesRequest): DescribeServicesResponse {
  requireCluster(state, input.cluster);
  const wanted = input.services ?? [];
  requireAtMost(10, "services", wanted);
  const withTags = input.include?.includes("TAGS") ?? false;
  const found = wanted.map((name) => ({ name, service: findService(state, name) }));
  return {
    services: found.flatMap(({ service }) => (service ? [describe(state, service, withTags)] : [])),
    failures: found.flatMap(({ name, service }) =>
      service ? [] : [{ arn: name.startsWith("arn:") ? name : serviceArn(state.place, name), reason: "MISSING" }],
    ),
  };
}

export function listServices({ state }: Scene, input: ListServicesRequest): ListServicesResponse {
  requireCluster(state, input.cluster);
  const { items, nextToken } = page(Object.values(state.services), input, { usual: 10, most: 100 });
  return { serviceArns: items.map(({ arn }) => arn), nextToken };
}

function describe(state: ClusterState, service: ServiceRecord, withTags: boolean): Service {
  const deployments = service.deployments.map((one) => describeDeployment(state, service, one));
  const total = (count: (deployment: Deployment) => number | undefined): number =>
    deployments.reduce((sum, deployment) => sum + (count(deployment) ?? 0), 0);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterArn(state.place),
    status: service.status,
    desiredCount: service.desired,
    runningCount: total((deployment) => deployment.runningCount),
    pendingCount: total((deployment) => deployment.pendingCount),
    ...platformOf(service, "LATEST"),
    taskDefinition: service.deployments[0]?.taskDefinitionArn,
    deploymentController: { type: service.kind.controller },
    deploymentConfiguration: deploymentConfiguration(service),
    deployments,
    taskSets: service.taskSets.map((one) => describeTaskSet(state, service, one)),
    currentServiceDeployment: latestServiceDeployment(service)?.arn,
    currentServiceRevisions: service.deployments.map(({ id }) => revisionSummary(state, service, id)),
    events: service.messages.slice(0, 100).map(({ id, at, text }) => ({ id, createdAt: new Date(at), message: text })),
    schedulingStrategy: service.kind.scheduling,
    createdAt: new Date(service.createdAt),
    healthCheckGracePeriodSeconds: 0,
    enableECSManagedTags: false,
    propagateTags: "NONE",
    loadBalancers: service.kind.targetGroups.map((name) => ({
      targetGroupArn: targetGroupArn(state.place, name),
      containerName: "app",
      containerPort: 8080,
    })),
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    ...(withTags ? { tags: tagList(service.tags) } : {}),
  };
}

function revisionSummary(state: ClusterState, service: ServiceRecord, id: string) {
  const { running, pending } = taskCounts(state, id);
  return {
    arn: serviceRevisionArn(state.place, service.name, lastSegment(id)),
    requestedTaskCount: id === service.deployments[0]?.id ? service.desired : 0,
    runningTaskCount: running,
    pendingTaskCount: pending,
  };
}

function describeDeployment(state: ClusterState, service: ServiceRecord, deployment: DeploymentRecord): Deployment {
  const { running, pending } = taskCounts(state, deployment.id);
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: deployment.status === "PRIMARY" ? service.desired : 0,
    pendingCount: pending,
    runningCount: running,
    failedTasks: deployment.failedTasks,
    createdAt: new Date(deployment.createdAt),
    updatedAt: new Date(deployment.updatedAt),
    ...platformOf(service, "1.4.0"),
    // Only of rolling services (docs/facts/ecs.md 2.1).
    ...(service.kind.strategy.name === "ROLLING" && {
      rolloutState: deployment.rolloutState,
      rolloutStateReason: deployment.rolloutStateReason,
    }),
  };
}

function platformOf({ kind }: ServiceRecord, platformVersion: string) {
  return {
    launchType: kind.launchType,
    ...(kind.launchType === "FARGATE" && { platformVersion, platformFamily: "Linux" }),
  };
}

function describeTaskSet(state: ClusterState, service: ServiceRecord, taskSet: TaskSetRecord): TaskSet {
  const { running, pending } = taskCounts(state, taskSet.id);
  const isCodeDeploy = service.kind.controller === "CODE_DEPLOY";
  return {
    id: taskSet.id,
    taskSetArn: taskSetArn(state.place, service.name, lastSegment(taskSet.id)),
    serviceArn: service.arn,
    clusterArn: clusterArn(state.place),
    ...(isCodeDeploy && { startedBy: "CODE_DEPLOY", externalId: "d-4N7XA1B2C" }),
    status: taskSet.status,
    taskDefinition: taskSet.taskDefinitionArn,
    computedDesiredCount: service.desired,
    pendingCount: pending,
    runningCount: running,
    createdAt: new Date(taskSet.createdAt),
    updatedAt: new Date(taskSet.updatedAt),
    stabilityStatus: taskSet.isSteady ? "STEADY_STATE" : "STABILIZING",
  };
}
