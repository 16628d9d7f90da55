import type {
  ContainerDefinition,
  DescribeClustersRequest,
  DescribeClustersResponse,
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse,
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse,
  ListClustersRequest,
  ListClustersResponse,
} from "@aws-sdk/client-ecs";
import { ServiceError } from "../../server/service-error.ts";
import type { ClusterState, ContainerSpec, TaskDefinitionRecord } from "../cluster-state.ts";
import { imageDigest } from "../image-digest.ts";
import { clusterArn, lastSegment, serviceRevisionArn } from "../place.ts";
import { isThisCluster, requireAtMost, type Scene, tagList } from "./lookup.ts";
import { page } from "./page.ts";

/** By ARN, `family:revision`, or family (its newest revision). */
export function describeTaskDefinition(
  { state }: Scene,
  input: DescribeTaskDefinitionRequest,
): DescribeTaskDefinitionResponse {
  const found = findTaskDefinition(state, input.taskDefinition ?? "");
  if (!found || !isDescribable(state, found))
    throw new ServiceError("ClientException", "Unable to describe task definition.");
  return {
    taskDefinition: {
      taskDefinitionArn: found.arn,
      family: found.family,
      revision: found.revision,
      status: found.status === "ACTIVE" ? "ACTIVE" : "INACTIVE",
      containerDefinitions: found.containers.map(describeContainer),
      networkMode: "awsvpc",
      compatibilities: ["EC2", "FARGATE"],
      requiresCompatibilities: ["FARGATE"],
      cpu: "1024",
      memory: "2048",
      volumes: [],
      placementConstraints: [],
      registeredAt: new Date(found.registeredAt),
    },
    ...(input.include?.includes("TAGS") ? { tags: tagList(found.tags) } : {}),
  };
}

/** An INACTIVE revision can be described only while an active task or service refers to it, a deleted one never (docs/facts/ecs.md 2.4). */
function isDescribable({ services, tasks }: ClusterState, { arn, status }: TaskDefinitionRecord): boolean {
  if (status !== "INACTIVE") return status === "ACTIVE";
  const isUsed = (one: { readonly taskDefinitionArn: string }): boolean => one.taskDefinitionArn === arn;
  return (
    Object.values(services).some(({ deployments, taskSets }) => [...deployments, ...taskSets].some(isUsed)) ||
    Object.values(tasks).some((task) => task.desiredStatus === "RUNNING" && isUsed(task))
  );
}

function findTaskDefinition(state: ClusterState, wanted: string): TaskDefinitionRecord | undefined {
  const all = Object.values(state.taskDefinitions);
  const [family, revision] = lastSegment(wanted).split(":");
  if (wanted.startsWith("arn:")) return state.taskDefinitions[wanted];
  const ofFamily = all.filter((one) => one.family === family).sort((one, other) => other.revision - one.revision);
  return revision === undefined ? ofFamily[0] : ofFamily.find((one) => String(one.revision) === revision);
}

function describeContainer(container: ContainerSpec): ContainerDefinition {
  return {
    name: container.name,
    image: container.image,
    essential: container.essential,
    ...(container.versionConsistency && { versionConsistency: container.versionConsistency }),
    environment: Object.entries(container.environment).map(([name, value]) => ({ name, value })),
    dockerLabels: { ...container.dockerLabels },
    cpu: 0,
    portMappings: [],
    mountPoints: [],
    volumesFrom: [],
    ...(container.healthCheck
      ? {
          healthCheck: {
            command: ["CMD-SHELL", "curl -fs http://localhost:8080/actuator/health"],
            interval: 10,
            timeout: 5,
            retries: 3,
            startPeriod: 60,
          },
        }
      : {}),
    ...(container.logs
      ? { logConfiguration: { logDriver: container.logs.driver as "awslogs", options: { ...container.logs.options } } }
      : {}),
  };
}

/** The frozen workload of a revision: at most 20 a call. */
export function describeServiceRevisions(
  { state }: Scene,
  input: DescribeServiceRevisionsRequest,
): DescribeServiceRevisionsResponse {
  const wanted = input.serviceRevisionArns ?? [];
  requireAtMost(20, "serviceRevisionArns", wanted);
  const known = new Map(
    Object.values(state.services).flatMap((service) =>
      Object.values(service.revisions).map((revision) => {
        const arn = serviceRevisionArn(state.place, service.name, revision.number);
        return [arn, { arn, service, revision }] as const;
      }),
    ),
  );
  return {
    serviceRevisions: wanted.flatMap((wantedArn) => {
      const found = known.get(wantedArn);
      if (!found) return [];
      const containers = state.taskDefinitions[found.revision.taskDefinitionArn]?.containers ?? [];
      return {
        serviceRevisionArn: found.arn,
        serviceArn: found.service.arn,
        clusterArn: clusterArn(state.place),
        taskDefinition: found.revision.taskDefinitionArn,
        launchType: "FARGATE" as const,
        createdAt: new Date(found.revision.createdAt),
        containerImages: containers.map(({ name, image, versionConsistency }) => ({
          containerName: name,
          image,
          ...(versionConsistency === undefined && { imageDigest: imageDigest(image) }),
        })),
      };
    }),
    failures: wanted.filter((arn) => !known.has(arn)).map((arn) => ({ arn, reason: "MISSING" })),
  };
}

export function describeClusters({ state }: Scene, input: DescribeClustersRequest): DescribeClustersResponse {
  const wanted = input.clusters ?? ["default"];
  requireAtMost(100, "clusters", wanted);
  const tasks = Object.values(state.tasks).filter((task) => task.desiredStatus === "RUNNING");
  const running = tasks.filter((task) => task.lastStatus === "RUNNING").length;
  const described = {
    clusterArn: clusterArn(state.place),
    clusterName: state.place.cluster,
    status: "ACTIVE",
    activeServicesCount: Object.keys(state.services).length,
    runningTasksCount: running,
    pendingTasksCount: tasks.length - running,
    registeredContainerInstancesCount: 0,
    // What a cluster has unless its owner or the account sets it; told only to those who ask.
    ...(input.include?.includes("SETTINGS") && {
      settings: [{ name: "containerInsights" as const, value: "disabled" }],
    }),
  };
  const isKnown = (name: string): boolean => isThisCluster(state.place, name);
  return {
    clusters: wanted.some(isKnown) ? [described] : [],
    failures: wanted.filter((name) => !isKnown(name)).map((name) => ({ arn: name, reason: "MISSING" })),
  };
}

/** The one cluster that is simulated. */
export function listClusters({ state }: Scene, input: ListClustersRequest): ListClustersResponse {
  const { items, nextToken } = page([clusterArn(state.place)], input);
  return { clusterArns: [...items], nextToken };
}
