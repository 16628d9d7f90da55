import type { ClusterState, ContainerRecord, EcsEvent, TaskRecord } from "./cluster-state.ts";
import { clusterArn, containerArn, lastSegment, type Place } from "./place.ts";

/** "ECS Task State Change" as ECS sends it: with the version, without health and without tags (docs/facts/ecs.md 1.7). */
export function taskEvent({ place }: Pick<ClusterState, "place">, task: TaskRecord): EcsEvent {
  return {
    detailType: "ECS Task State Change",
    at: task.updatedAt,
    resources: [task.arn],
    detail: {
      attachments: [networkInterface(task)],
      attributes: [{ name: "ecs.cpu-architecture", value: "arm64" }],
      availabilityZone: task.zone,
      clusterArn: clusterArn(place),
      connectivity: "CONNECTED",
      containers: task.containers.map((container) => containerDetail(place, task, container)),
      cpu: "1024",
      createdAt: task.createdAt,
      desiredStatus: task.desiredStatus,
      enableExecuteCommand: false,
      ephemeralStorage: { sizeInGiB: 20 },
      group: `service:${task.service}`,
      lastStatus: task.lastStatus,
      launchType: "FARGATE",
      memory: "2048",
      overrides: { containerOverrides: task.containers.map(({ name }) => ({ name })) },
      platformVersion: "1.4.0",
      ...times(task),
      startedBy: task.startedBy,
      taskArn: task.arn,
      taskDefinitionArn: task.taskDefinitionArn,
      updatedAt: task.updatedAt,
      version: task.version,
    },
  };
}

function times(task: TaskRecord): Record<string, string> {
  const {
    pullStartedAt,
    pullStoppedAt,
    startedAt,
    stoppingAt,
    executionStoppedAt,
    stoppedAt,
    stopCode,
    stoppedReason,
  } = task;
  return known({
    pullStartedAt,
    pullStoppedAt,
    startedAt,
    stoppingAt,
    executionStoppedAt,
    stoppedAt,
    stopCode,
    stoppedReason,
  });
}

function containerDetail(place: Place, task: TaskRecord, container: ContainerRecord): Record<string, unknown> {
  const { image, imageDigest, runtimeId, exitCode, reason } = container;
  return {
    containerArn: containerArn(place, lastSegment(task.arn), container.name),
    name: container.name,
    lastStatus: container.lastStatus,
    taskArn: task.arn,
    networkInterfaces: [],
    cpu: "0",
    ...known({ image, imageDigest, runtimeId, exitCode, reason }),
  };
}

function networkInterface(task: TaskRecord): Record<string, unknown> {
  const attached =
    task.lastStatus === "STOPPED" ? "DELETED" : task.lastStatus === "PROVISIONING" ? "PRECREATED" : "ATTACHED";
  return { id: `${lastSegment(task.arn).slice(0, 8)}-eni`, type: "eni", status: attached, details: [] };
}

/** Only the members that have a value. */
function known<Value>(members: Record<string, Value | undefined>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(members).filter((member): member is [string, Value] => member[1] !== undefined),
  );
}
