import type {
  Deployment,
  DescribeServicesRequest,
  DescribeServicesResponse,
  ListServicesRequest,
  ListServicesResponse,
  Service,
} from "@aws-sdk/client-ecs";
import { type ClusterState, type DeploymentRecord, type ServiceRecord, taskCounts } from "../cluster-state.ts";
import { clusterArn, lastSegment, serviceArn, serviceRevisionArn } from "../place.ts";
import { currentServiceDeployment } from "../service-deployment.ts";
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
    status: "ACTIVE",
    desiredCount: service.desired,
    runningCount: total((deployment) => deployment.runningCount),
    pendingCount: total((deployment) => deployment.pendingCount),
    launchType: "FARGATE",
    platformVersion: "LATEST",
    platformFamily: "Linux",
    taskDefinition: service.deployments[0]?.taskDefinitionArn,
    deploymentController: { type: "ECS" },
    deploymentConfiguration: {
      deploymentCircuitBreaker: service.breaker,
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: "ROLLING",
    },
    deployments,
    currentServiceDeployment: service.serviceDeployments.length > 0 ? currentServiceDeployment(service).arn : undefined,
    currentServiceRevisions: service.deployments.map(({ id }) => revisionSummary(state, service, id)),
    events: service.messages.slice(0, 100).map(({ id, at, text }) => ({ id, createdAt: new Date(at), message: text })),
    schedulingStrategy: "REPLICA",
    createdAt: new Date(service.createdAt),
    healthCheckGracePeriodSeconds: 0,
    enableECSManagedTags: false,
    propagateTags: "NONE",
    loadBalancers: [],
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
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    platformFamily: "Linux",
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
}
