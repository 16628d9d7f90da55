import type { ServiceMeasurement, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { TaskRegister } from "../../shared/ports/validations.ts";

/** Tasks of the rollout that this one replaces, as events told of them; read only where capacity was lost, and somebody took it. */
export async function olderTasks(
  register: Pick<TaskRegister, "tasks">,
  { replaces }: Pick<ValidationRecord, "replaces">,
  { capacity }: Pick<ServiceMeasurement, "capacity">,
): Promise<Pick<RolloutFacts, "olderTasks">> {
  if (replaces === undefined || capacity === undefined || capacity.dips.length === 0) return {};
  return { olderTasks: await register.tasks(replaces.rollout) };
}
