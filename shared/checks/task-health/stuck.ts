import type { Conclusion } from "../../domain/conclude-check.ts";
import { type Task, taskId } from "../../domain/task.ts";
import { addSeconds, earliest, humanDuration, type Instant, latest } from "../../domain/time.ts";
import { ecsSays, hindrances } from "./hindrances.ts";
import type { Situation } from "./situation.ts";

/** What each status before RUNNING waits for, and what to check. */
const waitingFor: Readonly<Record<string, string>> = {
  PROVISIONING:
    "ECS waits for capacity or a network interface. Check the capacity provider and the subnets' free addresses.",
  PENDING:
    "Its image is being pulled or its first containers run. Check the image's size, the way to the registry, and what its containers wait for.",
  ACTIVATING: "It is being registered with the load balancer or service discovery. Check these registrations.",
};

export interface StuckLimit {
  /** Seconds. */
  readonly startWithin: number;
}

/**
 * A task that waits too long for its start, or for which there is no place: ECS itself never calls that a failure. Where capacity
 * is what it waits for, running tasks are missing, and nothing says that the release is broken.
 */
export function stuck(limit: StuckLimit, situation: Situation): Conclusion | undefined {
  return stuckTasks(limit, situation) ?? unplaced(limit, situation);
}

function stuckTasks({ startWithin }: StuckLimit, situation: Situation): Conclusion | undefined {
  const waiting = startingTasks(situation).filter(
    ({ createdAt }) => createdAt !== undefined && situation.now >= addSeconds(createdAt, startWithin),
  );
  const [task] = waiting;
  if (task === undefined) return undefined;
  const { lastStatus } = task;
  const others = waiting.length > 1 ? ` and ${waiting.length - 1} more` : "";
  const who = `task ${taskId(task).slice(0, 8)}${others}`;
  return {
    status: "failed",
    sign: lastStatus === "PROVISIONING" ? "missing" : "seen",
    reason: `stuck in ${lastStatus}: ${who} not running within ${humanDuration(startWithin)}. ${waitingFor[lastStatus]}${ecsSays(situation)}`,
    facts: { stuckIn: lastStatus, stuckTasks: waiting.length },
  };
}

function unplaced({ startWithin }: StuckLimit, situation: Situation): Conclusion | undefined {
  const since = unplacedSince(situation);
  if (since === undefined || situation.now < addSeconds(since, startWithin)) return undefined;
  return {
    status: "failed",
    sign: "missing",
    reason: `no placement: ECS started no missing task within ${humanDuration(startWithin)}${ecsSays(situation)}`,
    facts: { stopClass: "no placement", fault: "platform" },
  };
}

/** When the next task will have waited too long. */
export function stuckAt({ startWithin }: StuckLimit, situation: Situation): Instant | undefined {
  const since = earliest([...startingTasks(situation).map(({ createdAt }) => createdAt), unplacedSince(situation)]);
  return since === undefined ? undefined : addSeconds(since, startWithin);
}

/** None while ECS counts every wanted task as running: what the register says of them is then only old. */
function startingTasks({ facts, counts }: Situation): readonly Task[] {
  if (counts.running >= counts.desired) return [];
  return facts.tasks.filter(
    ({ startedAt, lastStatus, desiredStatus }) =>
      startedAt === undefined && desiredStatus !== "STOPPED" && lastStatus in waitingFor,
  );
}

/** Since when ECS has found no place for a task that is missing; a task that came later shows that it found one. */
function unplacedSince(situation: Situation): Instant | undefined {
  const first = hindrances(situation).find(({ name }) => name === "no placement");
  return first && latest([first.at, ...situation.facts.tasks.map(({ createdAt }) => createdAt)]);
}
