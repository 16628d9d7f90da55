import type { Instant } from "../../shared/domain/time.ts";
import type { ClusterState, ContainerRecord, TaskRecord, Transition } from "./cluster-state.ts";
import { imageDigest } from "./image-digest.ts";
import { lastSegment, taskArn } from "./place.ts";
import { taskEvent } from "./task-events.ts";

export type TaskStatus =
  | "PROVISIONING"
  | "PENDING"
  | "ACTIVATING"
  | "RUNNING"
  | "DEACTIVATING"
  | "STOPPING"
  | "DEPROVISIONING"
  | "STOPPED";

/** Why a task stops, and how each of its containers ended. */
export interface Stop {
  readonly stopCode: string;
  readonly stoppedReason: string;
  /** By container name; a container that is not named has no exit code, as if it never ran. */
  readonly containers: Readonly<Record<string, { readonly exitCode?: number; readonly reason?: string }>>;
}

export interface TaskStop extends Stop {
  readonly arn: string;
}

/** ECS places a task: PROVISIONING, version 1, and its first event. */
export function placeTask(
  state: ClusterState,
  wanted: {
    readonly id: string;
    readonly service: string;
    readonly startedBy: string;
    readonly taskDefinitionArn: string;
  },
  at: Instant,
): Transition {
  const definition = state.taskDefinitions[wanted.taskDefinitionArn];
  if (!definition) throw new Error(`The task definition ${wanted.taskDefinitionArn} is not registered.`);
  const { place } = state;
  const zones = ["a", "b", "c"];
  const task: TaskRecord = {
    arn: taskArn(place, wanted.id),
    service: wanted.service,
    startedBy: wanted.startedBy,
    taskDefinitionArn: wanted.taskDefinitionArn,
    lastStatus: "PROVISIONING",
    desiredStatus: "RUNNING",
    healthStatus: "UNKNOWN",
    version: 1,
    zone: `${place.region}${zones[Object.keys(state.tasks).length % zones.length]}`,
    createdAt: at,
    updatedAt: at,
    containers: definition.containers.map(({ name, image }) => ({
      name,
      image,
      lastStatus: "PENDING",
      healthStatus: "UNKNOWN",
    })),
  };
  return changed(state, task);
}

/** A task on its way to RUNNING, one status on. */
export function advanceTask(
  state: ClusterState,
  { arn, status: lastStatus, pushed }: { readonly arn: string; readonly status: TaskStatus; readonly pushed?: string },
  at: Instant,
): Transition {
  const task = taskOf(state, arn);
  const running = lastStatus === "RUNNING";
  return changed(state, {
    ...task,
    ...next(task, lastStatus, at),
    ...(lastStatus === "PENDING" ? { pullStartedAt: at } : {}),
    ...(running ? { pullStoppedAt: at, startedAt: at } : {}),
    containers: task.containers.map((container, index) =>
      running
        ? { ...started(container, task, index), imageDigest: pulledDigest(state, task, container, pushed) }
        : container,
    ),
  });
}

/** ECS wants the task gone: desired STOPPED, still shutting down. */
export function stopTask(state: ClusterState, { arn, stopCode, stoppedReason }: TaskStop, at: Instant): Transition {
  const task = taskOf(state, arn);
  const lastStatus = task.startedAt === undefined ? "DEPROVISIONING" : "DEACTIVATING";
  return changed(state, {
    ...task,
    ...next(task, lastStatus, at),
    desiredStatus: "STOPPED",
    stoppingAt: at,
    stopCode,
    stoppedReason,
  });
}

/** The task is gone; ECS remembers it for an hour. */
export function taskStopped(state: ClusterState, { arn, ...stop }: TaskStop, at: Instant): Transition {
  const task = taskOf(state, arn);
  return changed(state, {
    ...task,
    ...next(task, "STOPPED", at),
    desiredStatus: "STOPPED",
    healthStatus: "UNKNOWN",
    executionStoppedAt: at,
    stoppedAt: at,
    stopCode: stop.stopCode,
    stoppedReason: stop.stoppedReason,
    containers: task.containers.map((container) => ({
      ...container,
      ...stop.containers[container.name],
      lastStatus: "STOPPED",
    })),
  });
}

/** A container health check answers. No event tells it, and the version stays: it counts changes that send an event (ECS API, `Task.version`). */
export function changeHealth(state: ClusterState, arn: string, healthStatus: TaskRecord["healthStatus"]): Transition {
  const task = taskOf(state, arn);
  const checked = new Set(
    state.taskDefinitions[task.taskDefinitionArn]?.containers
      .filter((container) => container.healthCheck)
      .map(({ name }) => name),
  );
  if (checked.size === 0) return { state, events: [] };
  const containers = task.containers.map((container) =>
    checked.has(container.name) ? { ...container, healthStatus } : container,
  );
  return { state: withTask(state, { ...task, healthStatus, containers }), events: [] };
}

export function taskOf(state: ClusterState, arn: string): TaskRecord {
  const task = state.tasks[arn];
  if (!task) throw new Error(`The cluster ${state.place.cluster} has no task ${arn}.`);
  return task;
}

function next(task: TaskRecord, lastStatus: TaskStatus, at: Instant) {
  return { lastStatus, version: task.version + 1, updatedAt: at };
}

function started(container: ContainerRecord, task: TaskRecord, index: number): ContainerRecord {
  return { ...container, lastStatus: "RUNNING", runtimeId: runtimeId(task.arn, index) };
}

/** With version consistency every task of a revision runs what its tag meant at first, whatever was pushed since (docs/facts/ecs.md 7). */
function pulledDigest(
  state: ClusterState,
  task: TaskRecord,
  { name, image }: ContainerRecord,
  pushed: string | undefined,
): string {
  const spec = state.taskDefinitions[task.taskDefinitionArn]?.containers.find((container) => container.name === name);
  return imageDigest(image, spec?.versionConsistency === "disabled" ? pushed : undefined);
}

/** The Docker id of a task's container, which is also its log stream where no prefix is set (docs/facts/ecs.md 4.2). */
export function runtimeId(task: string, index: number): string {
  return `${lastSegment(task)}-${index + 1}`;
}

function changed(state: ClusterState, task: TaskRecord): Transition {
  return { state: withTask(state, task), events: [taskEvent(state, task)] };
}

function withTask(state: ClusterState, task: TaskRecord): ClusterState {
  return { ...state, tasks: { ...state.tasks, [task.arn]: task } };
}
