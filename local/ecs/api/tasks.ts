import type {
  DescribeTasksRequest,
  DescribeTasksResponse,
  ListTasksRequest,
  ListTasksResponse,
  Task,
} from "@aws-sdk/client-ecs";
import { ServiceError } from "../../server/service-error.ts";
import type { ContainerRecord, TaskRecord } from "../cluster-state.ts";
import { clusterArn, containerArn, lastSegment, type Place } from "../place.ts";
import { date, rememberedTasks, requireAtMost, requireCluster, requireService, type Scene } from "./lookup.ts";
import { page } from "./page.ts";

/**
 * By service and desired status (RUNNING unless told). `startedBy` must be the only filter: whether AWS allows it together
 * with `desiredStatus` is not known, so that is refused too (docs/facts/ecs.md 2.4).
 */
export function listTasks(scene: Scene, input: ListTasksRequest): ListTasksResponse {
  requireCluster(scene.state, input.cluster);
  const others = [
    input.serviceName,
    input.family,
    input.containerInstance,
    input.launchType,
    input.desiredStatus,
    input.daemonName,
  ];
  if (input.startedBy !== undefined && others.some((filter) => filter !== undefined)) {
    throw new ServiceError("InvalidParameterException", "startedBy must be the only filter.");
  }
  const service = input.serviceName === undefined ? undefined : requireService(scene.state, input.serviceName);
  if (service?.status === "INACTIVE") throw new ServiceError("ServiceNotActiveException", "Service was not ACTIVE.");
  const desired = input.desiredStatus ?? "RUNNING";
  const fitting = rememberedTasks(scene).filter(
    (task) =>
      task.desiredStatus === desired &&
      (service === undefined || task.service === service.name) &&
      (input.startedBy === undefined || task.startedBy === input.startedBy) &&
      (input.family === undefined || lastSegment(task.taskDefinitionArn).split(":")[0] === input.family),
  );
  const { items, nextToken } = page(fitting, input);
  return { taskArns: items.map(({ arn }) => arn), nextToken };
}

/** At most 100 tasks a call, by ARN or id; a task that ECS has forgotten is a failure in a good answer. */
export function describeTasks(scene: Scene, input: DescribeTasksRequest): DescribeTasksResponse {
  const { state } = scene;
  requireCluster(state, input.cluster);
  const wanted = input.tasks ?? [];
  requireAtMost(100, "tasks", wanted);
  const known = new Map(rememberedTasks(scene).map((task) => [lastSegment(task.arn), task]));
  const found = wanted.map((name) => ({ name, task: known.get(lastSegment(name)) }));
  return {
    tasks: found.flatMap(({ task }) =>
      task ? [describe(state.place, task, input.include?.includes("TAGS") ?? false)] : [],
    ),
    failures: found.flatMap(({ name, task }) => (task ? [] : [{ arn: name, reason: "MISSING" }])),
  };
}

function describe(place: Place, task: TaskRecord, withTags: boolean): Task {
  return {
    taskArn: task.arn,
    clusterArn: clusterArn(place),
    taskDefinitionArn: task.taskDefinitionArn,
    group: `service:${task.service}`,
    startedBy: task.startedBy,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    healthStatus: task.healthStatus,
    version: task.version,
    availabilityZone: task.zone,
    launchType: "FARGATE",
    platformVersion: "1.4.0",
    platformFamily: "Linux",
    connectivity: "CONNECTED",
    cpu: "1024",
    memory: "2048",
    enableExecuteCommand: false,
    createdAt: date(task.createdAt),
    pullStartedAt: date(task.pullStartedAt),
    pullStoppedAt: date(task.pullStoppedAt),
    startedAt: date(task.startedAt),
    stoppingAt: date(task.stoppingAt),
    executionStoppedAt: date(task.executionStoppedAt),
    stoppedAt: date(task.stoppedAt),
    stopCode: task.stopCode as Task["stopCode"],
    stoppedReason: task.stoppedReason,
    containers: task.containers.map((container) => describeContainer(place, task, container)),
    attachments: [],
    overrides: { containerOverrides: [], inferenceAcceleratorOverrides: [] },
    ...(withTags ? { tags: [] } : {}),
  };
}

function describeContainer(place: Place, task: TaskRecord, container: ContainerRecord) {
  return {
    ...container,
    containerArn: containerArn(place, lastSegment(task.arn), container.name),
    taskArn: task.arn,
    networkInterfaces: [],
  };
}
