import type { TimelineEntry } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { type Task, taskId } from "./task.ts";
import { classifyStop, describeStop, isStopping } from "./task-failures.ts";
import { humanDuration, type Instant, secondsBetween } from "./time.ts";

/** What happened to each task, once per task and step however often it is told. */
export function lifeOfTasks(tasks: readonly Task[]): readonly TimelineEntry[] {
  return tasks.flatMap((task) => {
    const id = taskId(task);
    const step = (at: Instant | undefined, name: string, text: string): readonly TimelineEntry[] =>
      at === undefined ? [] : [{ at, id: `task#${id}#${name}`, text: `task ${id.slice(0, 8)} ${text}` }];
    const stopped = isStopping(task)
      ? step(task.stoppedAt, "stopped", `stopped (${classifyStop(task).name}): ${describeStop(task)}`)
      : [];
    const unhealthy = (task.unhealthy ?? []).flatMap(({ from, until }) => [
      ...step(from, "unhealthy", "seen UNHEALTHY"),
      ...step(until, "healthy", `seen HEALTHY again after ${humanDuration(secondsBetween(from, until ?? from))}`),
    ]);
    return [
      ...step(task.createdAt, "created", "created"),
      ...step(task.startedAt, "running", "running"),
      ...unhealthy,
      ...stopped,
    ];
  });
}

/** Entries that are not kept yet: every look tells the whole life of every task again. */
export function untold(entries: readonly TimelineEntry[], kept: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const name = ({ at, id }: TimelineEntry): string => `${at} ${id}`;
  const known = new Set(kept.map(name));
  return entries.filter((entry) => !known.has(name(entry)));
}

/** Checks that changed their status. */
export function changesOfFindings(before: readonly Finding[], after: readonly Finding[]): readonly TimelineEntry[] {
  return after
    .filter(
      ({ check, status }) => status !== "pending" && before.find((kept) => kept.check === check)?.status !== status,
    )
    .map(({ check, status, reason, at }) => ({
      at,
      id: `check#${check}#${status}`,
      text: `${check} ${status}: ${reason}`,
    }));
}
