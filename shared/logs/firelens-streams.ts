import type { LogTarget } from "../domain/log.ts";
import { type Task, taskId } from "../domain/task.ts";
import type { FirelensRecord } from "./firelens-record.ts";
import type { StreamOwner } from "./stream-owner.ts";

/** Tells whose a record of the FireLens group is; streams say nothing about it, as their names are free. */
export interface FirelensRecords {
  readonly group: string;
  /** Undefined for a record of another task, or of a container that cannot be told. */
  ownerOf(record: Pick<FirelensRecord, "taskArn" | "containerName">): StreamOwner | undefined;
}

/** One query of 10,000 characters names so many tasks, with room for what narrows it. */
const tasksPerTarget = 100;

/** Only ids that ECS makes may stand inside a query or a filter pattern. */
const safeTaskId = /^[A-Za-z0-9-]{1,64}$/;

/** The records of started tasks in the FireLens group. */
export function firelensTargets(
  { id, ...place }: Omit<LogTarget, "streams" | "taskIds">,
  tasks: readonly Task[],
): readonly LogTarget[] {
  const ids = tasks.map(taskId).filter((each) => safeTaskId.test(each));
  return Array.from({ length: Math.ceil(ids.length / tasksPerTarget) }, (_, index) => ({
    ...place,
    // Another target may hold streams of the same group.
    id: `${id} firelens${index === 0 ? "" : ` #${index + 1}`}`,
    streams: [],
    taskIds: ids.slice(index * tasksPerTarget, (index + 1) * tasksPerTarget),
  }));
}

/** Owners of the records of these tasks' containers, by the whole task ARN and the name in the record. */
export function firelensRecords(
  group: string,
  { tasks, containers }: { readonly tasks: readonly Task[]; readonly containers: readonly string[] },
): FirelensRecords {
  const byArn = new Map(tasks.map((task) => [task.taskArn, task]));
  return {
    group,
    ownerOf: ({ taskArn, containerName }) => {
      const task = byArn.get(taskArn);
      const container = task && containerOf(task, containers, containerName);
      return task && container !== undefined ? { taskId: taskId(task), container } : undefined;
    },
  };
}

/**
 * Fargate calls a container by its name in the task definition. The ECS agent on EC2 calls it `/ecs-<family>-<revision>-<name>-<hex>`,
 * and leaves out of the name what is no letter, digit or dash: a name that two containers share is nobody's.
 */
function containerOf(
  { taskDefinitionArn }: Pick<Task, "taskDefinitionArn">,
  containers: readonly string[],
  called: string,
): string | undefined {
  if (containers.includes(called)) return called;
  const family = taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf("/") + 1).replace(/:(\d+)$/, "-$1");
  const short = called.replace(/^\//, "");
  if (!short.startsWith(`ecs-${family}-`)) return undefined;
  const name = /^(.+)-[0-9a-f]{8,}$/.exec(short.slice(`ecs-${family}-`.length))?.[1];
  const [container, ...others] = containers.filter((each) => each.replaceAll(/[^A-Za-z0-9-]/g, "") === name);
  return others.length === 0 ? container : undefined;
}
