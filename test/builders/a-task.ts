import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Task, TaskContainer } from "../../shared/domain/task.ts";
import { account, aRollout, at, deploymentId, region, start, taskDefinitionArn } from "./a-rollout.ts";

export function aTaskArn(id: string): string {
  return `arn:aws:ecs:${region}:${account}:task/production/${id}`;
}

/** The task `t1` of the rollout, running since second 10. */
export function aTask(over: Partial<Task> = {}, id = "t1"): Task {
  return {
    taskArn: aTaskArn(id),
    taskDefinitionArn,
    startedBy: deploymentId,
    version: 3,
    lastStatus: "RUNNING",
    desiredStatus: "RUNNING",
    createdAt: start,
    startedAt: at(10),
    containers: [{ name: "app", lastStatus: "RUNNING" }],
    ...over,
  };
}

/** A task whose essential container ended by itself with exit code 1, at second 20. */
export function aCrashedTask(over: Partial<Task> = {}, id = "t1"): Task {
  return aTask(
    {
      version: 5,
      lastStatus: "STOPPED",
      desiredStatus: "STOPPED",
      stopCode: "EssentialContainerExited",
      stoppedReason: "Essential container in task exited",
      stoppedAt: at(20),
      containers: [anEndedContainer()],
      ...over,
    },
    id,
  );
}

export function anEndedContainer(over: Partial<TaskContainer> = {}): TaskContainer {
  return { name: "app", lastStatus: "STOPPED", exitCode: 1, ...over };
}

/** Two of two wanted tasks run since second 10. */
export function theFacts(over: Partial<RolloutFacts> = {}): RolloutFacts {
  return {
    rollout: aRollout(),
    tasks: [aTask(), aTask({}, "t2")],
    desiredCount: 2,
    blindLooks: 5,
    ...over,
  };
}
