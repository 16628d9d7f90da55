import type { Instant } from "./time.ts";

export interface TaskContainer {
  readonly name: string;
  readonly lastStatus?: string;
  readonly exitCode?: number;
  readonly reason?: string;
  readonly imageDigest?: string;
  readonly runtimeId?: string;
  readonly healthStatus?: string;
}

/** A time in which looks saw a task unhealthy. No event tells of health, so what came and went between two looks is not known. */
export interface UnhealthySpell {
  /** The first look that saw it. */
  readonly from: Instant;
  /** The look that saw the task healthy again; absent as long as none did. */
  readonly until?: Instant;
}

/** One ECS task as last seen, by an event or by DescribeTasks. Statuses are ECS's words, open-ended. */
export interface Task {
  readonly taskArn: string;
  readonly taskDefinitionArn: string;
  /** `ecs-svc/<n>` of the rollout that started it. */
  readonly startedBy: string;
  /** Grows with every change; the higher one is the newer truth. */
  readonly version: number;
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly healthStatus?: string;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly createdAt?: Instant;
  /** When it reached RUNNING. */
  readonly startedAt?: Instant;
  readonly stoppingAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly containers: readonly TaskContainer[];
  /** When looks saw it unhealthy, oldest first; absent when none did. */
  readonly unhealthy?: readonly UnhealthySpell[];
}

/** The last segment of the task ARN, which names its log streams. */
export function taskId(task: Pick<Task, "taskArn">): string {
  return task.taskArn.slice(task.taskArn.lastIndexOf("/") + 1);
}

/** It runs, and ECS wants it to. */
export function isRunning({ lastStatus, desiredStatus }: Pick<Task, "lastStatus" | "desiredStatus">): boolean {
  return lastStatus === "RUNNING" && desiredStatus !== "STOPPED";
}
