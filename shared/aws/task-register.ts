import { taskId } from "../domain/task.ts";
import type { TaskRegister } from "../ports/validations.ts";
import { taskKey, tasksPrefix } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
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
    tasks: async (rollout) => {
      const items = await table.query(...tasksPrefix(rollout));
      return items.flatMap((item) => taskOf(item) ?? []);
    },
  };
}
