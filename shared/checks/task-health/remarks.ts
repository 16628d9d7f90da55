import type { Conclusion } from "../../domain/conclude-check.ts";
import { classifyStop, isStopping, selfStops } from "../../domain/task-failures.ts";
import { humanDuration, secondsBetween } from "../../domain/time.ts";
import { capacityRemark } from "./lost-capacity.ts";
import type { Situation } from "./situation.ts";

/** A rolling rollout is complete within 10 to 15 minutes; what takes longer than 10 is worth a word. */
const expectedSeconds = 600;

/** What the reader of a pass should know of how it came, for a reason. */
export function remarks(situation: Situation): readonly string[] {
  return [capacityRemark(situation), slowness(situation)].filter((text) => text !== undefined);
}

/** The same as facts of a pass, with how many tasks stopped by themselves, and for a reason that nobody knows. */
export function remarkFacts(situation: Situation): NonNullable<Conclusion["facts"]> {
  const stops = selfStops(situation.facts.tasks).length;
  const told = [...remarks(situation), unexplainedStops(situation)].filter((text) => text !== undefined);
  return { ...(stops > 0 && { stops }), ...(told.length > 0 && { remark: told.join("; ") }) };
}

/** Bake times, steps and hooks are no slowness; a rolling rollout has none. */
function slowness({ seen, facts: { rollout } }: Situation): string | undefined {
  const finishedAt = seen.serviceDeployment?.finishedAt;
  if (finishedAt === undefined || rollout.strategy !== "ROLLING" || rollout.hasLifecycleHooks) return undefined;
  const seconds = secondsBetween(rollout.startedAt, finishedAt);
  if (seconds <= expectedSeconds) return undefined;
  return `slow: complete after ${humanDuration(seconds)}, expected within ${humanDuration(expectedSeconds)}`;
}

function unexplainedStops({ facts: { tasks, rollout } }: Situation): string | undefined {
  const { length } = tasks.filter(
    (task) => isStopping(task) && classifyStop(task, rollout.containers).name === "unclassified",
  );
  if (length === 0) return undefined;
  return `${length === 1 ? "1 task was" : `${length} tasks were`} stopped for a reason that is not known`;
}
