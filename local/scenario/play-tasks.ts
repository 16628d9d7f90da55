import type * as z from "zod/mini";
import type { ClusterState, TaskRecord, Transition } from "../ecs/cluster-state.ts";
import { lastSegment, taskArn } from "../ecs/place.ts";
import { watchTask } from "../ecs/service-change.ts";
import { advanceTask, changeHealth, placeTask, type Stop, stopTask, taskOf, taskStopped } from "../ecs/task-changes.ts";
import { drainTask } from "./drain.ts";
import { followRollback } from "./play-rollout.ts";
import type { HealthEntry, StatusEntry, Tasks } from "./schema/timeline.ts";
import { selectTasks, type TaskNumber } from "./select-tasks.ts";
import { deployOf, type Stage } from "./stage.ts";
import { logPlace, logStream } from "./task-definition.ts";

type Status = z.infer<typeof StatusEntry>;

/** The tasks that an entry names, placed if they are not there yet. */
export function tasksOf(
  stage: Stage,
  { tasks, of }: { readonly tasks: Tasks; readonly of?: number | undefined },
): readonly string[] {
  const { scenario, deploys, cluster } = stage;
  const desired = cluster.state().services[scenario.service.name]?.desired ?? 0;
  const older = scenario.olderRelease === "none" ? undefined : deploys[0];
  return selectTasks(tasks, { deploy: deployOf(stage, of), older, desired }).map((task) => arnOf(stage, task));
}

function arnOf(stage: Stage, { deploy, number }: TaskNumber): string {
  while (deploy.tasks.length < number) {
    const id = stage.ids.task();
    deploy.tasks.push(taskArn(stage.cluster.state().place, id));
    const wanted = {
      id,
      service: stage.scenario.service.name,
      startedBy: `ecs-svc/${deploy.number}`,
      taskDefinitionArn: deploy.taskDefinitionArn,
    };
    stage.cluster.apply((state, at) => placeTask(state, wanted, at));
  }
  return deploy.tasks[number - 1] as string;
}

/** Moves tasks on to a status, through the ones before it; the breaker watches. */
export function playStatus(stage: Stage, entry: Status): void {
  for (const arn of tasksOf(stage, entry)) {
    const reached = taskOf(stage.cluster.state(), arn).lastStatus;
    if (reached === "STOPPED")
      throw new Error(`The task ${lastSegment(arn)} has stopped and cannot be ${entry.status}.`);
    if (entry.status === "DRAINING") drainTask(stage, arn);
    else if (entry.status === "STOPPED") stop(stage, arn, stopOf(stage, arn, entry));
    else advance(stage, arn, { status: entry.status, pushed: entry.pushed });
  }
}

interface Advance {
  readonly status: "PENDING" | "RUNNING";
  readonly pushed?: string | undefined;
}

function advance(stage: Stage, arn: string, { status, pushed }: Advance): void {
  const before = taskOf(stage.cluster.state(), arn).lastStatus;
  if (before === "PROVISIONING") change(stage, arn, (state, at) => advanceTask(state, { arn, status: "PENDING" }, at));
  if (status === "PENDING" || before === "RUNNING") return;
  createStreams(stage, arn);
  change(stage, arn, (state, at) =>
    advanceTask(state, { arn, status: "RUNNING", ...(pushed !== undefined && { pushed }) }, at),
  );
  const { healthyAfter } = stage.scenario.service;
  if (healthyAfter === "never") return;
  stage.time.at(stage.time.elapsedSeconds() + healthyAfter, () => {
    const { healthStatus, desiredStatus } = taskOf(stage.cluster.state(), arn);
    if (healthStatus === "UNKNOWN" && desiredStatus === "RUNNING") setHealth(stage, arn, "HEALTHY");
  });
}

function stop(stage: Stage, arn: string, reason: Stop): void {
  change(stage, arn, (state, at) => stopTask(state, { arn, ...reason }, at));
  change(stage, arn, (state, at) => taskStopped(state, { arn, ...reason }, at));
}

/** How the entry says the task ends, with what is usual for what it does not say. */
function stopOf({ cluster, scenario }: Stage, arn: string, entry: Status): Stop {
  const ran = taskOf(cluster.state(), arn).startedAt !== undefined;
  const [first] = scenario.service.containers;
  const usual = ran && first ? { [first.name]: { exitCode: entry.exitCode ?? 1 } } : {};
  const given = Object.entries(entry.containers ?? usual).map(([name, { exitCode, reason }]) => {
    return [
      name,
      { ...(exitCode === undefined ? {} : { exitCode }), ...(reason === undefined ? {} : { reason }) },
    ] as const;
  });
  return {
    stopCode: entry.stopCode ?? (ran ? "EssentialContainerExited" : "TaskFailedToStart"),
    stoppedReason: entry.reason ?? (ran ? "Essential container in task exited" : "TaskFailedToStart"),
    containers: Object.fromEntries(given),
  };
}

export function playHealth(stage: Stage, entry: z.infer<typeof HealthEntry>): void {
  for (const arn of tasksOf(stage, entry)) setHealth(stage, arn, entry.health);
}

function setHealth(stage: Stage, arn: string, health: TaskRecord["healthStatus"]): void {
  change(stage, arn, (state) => changeHealth(state, arn, health));
}

/** One change of a task, and what the breaker makes of it unless the timeline drives the rollout's failure itself. */
function change(stage: Stage, arn: string, transition: (state: ClusterState, at: string) => Transition): void {
  const before = taskOf(stage.cluster.state(), arn);
  stage.cluster.apply(transition);
  const after = taskOf(stage.cluster.state(), arn);
  if (after.lastStatus !== before.lastStatus) {
    stage.tell({
      what: "task",
      task: lastSegment(arn),
      deploymentId: after.startedBy,
      status: after.lastStatus,
      ...(after.stoppedReason === undefined ? {} : { reason: after.stoppedReason }),
    });
  }
  if (after.healthStatus !== before.healthStatus && after.lastStatus === "RUNNING")
    stage.tell({ what: "health", task: lastSegment(arn), deploymentId: after.startedBy, health: after.healthStatus });
  if (failureIsByHand(stage)) return;
  stage.cluster.apply((state, at) => watchTask(state, before, at));
  followRollback(stage);
}

function failureIsByHand({ scenario }: Stage): boolean {
  return scenario.timeline.some((entry) => "rollout" in entry && entry.rollout !== "COMPLETED");
}

/** A stream is there as soon as its container starts. */
function createStreams({ scenario: { service }, logs }: Stage, arn: string): void {
  for (const container of service.containers) {
    if (container.logs.driver !== "awslogs") continue;
    const { group, region } = logPlace(service, container);
    logs.createStream({ group, region, stream: logStream(service, container, arn) });
  }
}
