import type { Rollout } from "./rollout.ts";
import { type Task, taskId } from "./task.ts";
import type { Instant } from "./time.ts";

/**
 * Why tasks that count as the rollout's are not what it shipped: one that was there before, or that runs another task definition,
 * comes of an older release. Undefined when all are its own.
 */
export function neverRolled(
  running: readonly Task[],
  { startedAt, taskDefinitionArn, unvalidatable }: Pick<Rollout, "startedAt" | "taskDefinitionArn" | "unvalidatable">,
): string | undefined {
  // What ECS did not tell of the rollout was guessed: its start is then that of its tasks, or of the validation.
  if (unvalidatable !== undefined) return undefined;
  const wasThere = (task: Task): boolean => task.startedAt !== undefined && task.startedAt < startedAt;
  const old = running.filter((task) => wasThere(task) || task.taskDefinitionArn !== taskDefinitionArn);
  const [first] = old;
  if (first === undefined) return undefined;
  const why = wasThere(first)
    ? `runs since ${clock(first.startedAt ?? "")}, and the rollout began at ${clock(startedAt)}`
    : `runs ${nameOf(first.taskDefinitionArn)}, and ${nameOf(taskDefinitionArn)} was rolled out`;
  return `never rolled: ${old.length} of ${running.length} running tasks are not of this release: task ${taskId(first)} ${why}`;
}

function nameOf(taskDefinitionArn: string): string {
  return taskDefinitionArn.slice(taskDefinitionArn.lastIndexOf("/") + 1);
}

/** The time of day, UTC. */
function clock(at: Instant): string {
  return `${at.slice(11, 19)} UTC`;
}
