import type { Task, UnhealthySpell } from "./task.ts";
import type { Instant } from "./time.ts";

/** Enough to know a task that flaps. */
const mostSpells = 20;

/** The spells after one more look. What is neither HEALTHY nor UNHEALTHY, as of a task that stops, begins and ends none. */
export function spellsAfter(
  spells: readonly UnhealthySpell[],
  healthStatus: string | undefined,
  at: Instant,
): readonly UnhealthySpell[] {
  const last = spells.at(-1);
  const isOpen = last !== undefined && last.until === undefined;
  if (healthStatus === "UNHEALTHY" && !isOpen && spells.length < mostSpells) return [...spells, { from: at }];
  if (healthStatus === "HEALTHY" && isOpen) return [...spells.slice(0, -1), { ...last, until: at }];
  return spells;
}

/** The task as this look saw it, with the spells that the register knows of it. */
export function withSpells(task: Task, known: readonly Task[], at: Instant): Task {
  const before = known.find(({ taskArn }) => taskArn === task.taskArn)?.unhealthy ?? [];
  const unhealthy = spellsAfter(before, task.healthStatus, at);
  return unhealthy.length === 0 ? task : { ...task, unhealthy };
}
