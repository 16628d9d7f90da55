import { type Task, taskId } from "../domain/task.ts";
import type { TaskRegister } from "../ports/validations.ts";
import { pointerKey, taskKey, tasksPrefix } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Item } from "./item.ts";
import { countOf } from "./signals.ts";
import { lastSort } from "./sort-range.ts";
import { taskOf } from "./task-item.ts";

/** The tasks of a rollout beside its pointer; a lower version never overwrites a higher one. */
export function taskRegister(table: EvidenceTable): TaskRegister {
  return {
    save: async (rollout, task) => {
      // Events carry no health: the same version read from DescribeTasks knows more.
      const isNewer = task.healthStatus === undefined ? "#version < :version" : "#version <= :version";
      const saved = await table.update(taskKey(rollout, taskId(task)), {
        set: { task, version: task.version, ...(task.unhealthy !== undefined && { unhealthy: task.unhealthy }) },
        condition: `attribute_not_exists(#version) OR ${isNewer}`,
      });
      return saved !== undefined;
    },
    tasks: async (rollout) => tasksOf(await table.query(...tasksPrefix(rollout))),
    tasksAndSignals: async (rollout) => {
      const { PK, SK: pointer } = pointerKey(rollout);
      const [, tasks] = tasksPrefix(rollout);
      // A Query reads in order: the pointer comes before the deployment events and the tasks.
      const items = await table.query(PK, { from: pointer, before: `${tasks}${lastSort}` });
      return { tasks: tasksOf(items), signals: countOf(items.find(({ SK }) => SK === pointer) ?? {}) };
    },
  };
}

function tasksOf(items: readonly Item[]): readonly Task[] {
  return items.flatMap((item) => taskOf(item) ?? []);
}
