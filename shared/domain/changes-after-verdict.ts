import type { RolloutDossier, TimelineEntry } from "./evidence.ts";
import type { Task } from "./task.ts";
import { selfStops } from "./task-failures.ts";
import { lifeOfTasks } from "./timeline.ts";

/** What became of a rollout's tasks since its verdict, which stands whatever they do: events go on telling of them. */
export interface ChangesAfterVerdict {
  /** Steps of their lives that the kept timeline lacks, oldest first. */
  readonly entries: readonly TimelineEntry[];
  /** Tasks that stopped by themselves since, in the order in which they did. */
  readonly selfStops: readonly Task[];
}

/** Nothing as long as there is no verdict. */
export function changesAfterVerdict({
  record: { verdict },
  tasks,
  timeline,
}: Pick<RolloutDossier, "record" | "tasks" | "timeline">): ChangesAfterVerdict {
  if (verdict === undefined) return { entries: [], selfStops: [] };
  const kept = new Set(timeline.map(({ id }) => id));
  const later = lifeOfTasks(tasks).filter(({ at, id }) => at > verdict.at && !kept.has(id));
  return {
    entries: later
      .map((entry) => ({ ...entry, text: `after the verdict: ${entry.text}` }))
      .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)),
    selfStops: selfStopsSince(tasks, verdict.at),
  };
}

/** Tasks that stopped by themselves after this moment, in the order in which they did. */
export function selfStopsSince(tasks: readonly Task[], since: string): readonly Task[] {
  return selfStops(tasks).filter(({ stoppingAt, stoppedAt }) => (stoppingAt ?? stoppedAt ?? "") > since);
}
