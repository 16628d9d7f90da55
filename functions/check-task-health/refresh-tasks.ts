import type { ServiceCheck } from "../../shared/checks/service-checks.ts";
import type { ServiceMeasurement } from "../../shared/domain/evidence.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import { taskId } from "../../shared/domain/task.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import { withSpells } from "../../shared/domain/unhealthy-spell.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { TaskRegister } from "../../shared/ports/validations.ts";

export interface RefreshTasksPorts {
  readonly ecs: Pick<EcsReader, "tasks">;
  readonly register: TaskRegister;
  readonly clock: Clock;
}

/** A look that begins before a deadline may conclude after it. */
const lookSeconds = 30;

interface Known {
  /** When the validation ends. */
  readonly deadline: Instant;
  readonly checks: readonly ServiceCheck[];
  readonly service: ServiceMeasurement;
  /** With the tasks as the register has them. */
  readonly facts: RolloutFacts;
}

/**
 * Events may be lost, and carry no health: what ECS still knows goes into the register too. As long as the register agrees with
 * ECS, one list proves it: the quota for reading tasks (20 per second in a Region) is shared by all rollouts under way. Tells
 * whether the register knows more now.
 */
export async function refreshTasks({ ecs, register, clock }: RefreshTasksPorts, known: Known): Promise<boolean> {
  const { rollout, tasks } = known.facts;
  // ECS lists no tasks of a service that is gone, it refuses.
  if (known.service.serviceStatus === "MISSING" || known.service.serviceStatus === "INACTIVE") return false;
  const arnsOf = (status: string): ReadonlySet<string> =>
    new Set(tasks.filter(({ lastStatus }) => lastStatus === status).map(({ taskArn }) => taskArn));
  const running = needsHealth(known, clock.now()) ? undefined : arnsOf("RUNNING");
  const versions = new Map(tasks.map((task) => [taskId(task), `${task.version} ${task.healthStatus ?? ""}`]));
  const seen = await ecs.tasks(rollout, arnsOf("STOPPED"), running);
  const changed = seen.filter((task) => versions.get(taskId(task)) !== `${task.version} ${task.healthStatus ?? ""}`);
  const at = clock.now();
  await Promise.all(changed.map((task) => register.save(rollout, withSpells(task, tasks, at))));
  return changed.length > 0;
}

/** At the rollout's end, and when its time is up, every task's health counts, which no event tells. */
function needsHealth({ deadline, checks, service, facts }: Known, now: Instant): boolean {
  if (service.serviceDeployment?.status !== "IN_PROGRESS") return true;
  const judges = checks.filter(({ kind }) => kind === "task-health");
  const deadlines = [deadline, ...judges.map(({ judge }) => judge(service, facts, now).deadline)];
  return deadlines.some((at) => at !== undefined && at <= addSeconds(now, lookSeconds));
}
