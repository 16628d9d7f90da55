import type { RolloutFacts } from "./facts.ts";
import type { LogCoverage, LogHit } from "./log.ts";
import { logDeadline } from "./log-clock.ts";
import { type Task, taskId } from "./task.ts";
import { addSeconds, earliest, type Instant } from "./time.ts";

export const quorums = ["every-task", "any-task", "exactly-once"] as const;
export type Quorum = (typeof quorums)[number];

/** How an expected line stands: seen often enough, still missing (until when), or seen too often. */
export interface Expectation {
  readonly status: "seen" | "missing" | "exceeded";
  /** Hits in time; for every-task the first of each task. */
  readonly hits: readonly LogHit[];
  /** Hits after the deadline. */
  readonly late: readonly LogHit[];
  readonly wanted: number;
  /** Ids of the tasks that have not logged it in time; only for every-task. */
  readonly owing: readonly string[];
  /** When the earliest missing line is due; unknown while the task that owes it has not started. */
  readonly deadline?: Instant;
}

export interface Expected {
  readonly quorum: Quorum;
  /** Seconds that the line may take. */
  readonly within: number;
}

export interface Seen {
  /** Hits of this expected line only. */
  readonly hits: readonly LogHit[];
  readonly facts: RolloutFacts;
  readonly coverage: LogCoverage;
}

/** Holds the hits of an expected line against its quorum and its time. */
export function expectation(expected: Expected, { hits, ...rest }: Seen): Expectation {
  const seen = { ...rest, hits: [...hits].sort((one, other) => (one.at < other.at ? -1 : 1)) };
  return expected.quorum === "every-task" ? everyTask(expected, seen) : someTask(expected, seen);
}

function someTask({ quorum, within }: Expected, { hits: all, facts, coverage }: Seen): Expectation {
  const deadline = logDeadline(facts, coverage, within);
  const hits = all.filter((hit) => deadline === undefined || hit.at <= deadline);
  const late = all.filter((hit) => !hits.includes(hit));
  const counted = { hits, late, wanted: 1, owing: [], ...(deadline !== undefined && { deadline }) };
  if (quorum === "exactly-once" && all.length > 1) return { ...counted, hits: all, status: "exceeded" };
  return { ...counted, status: hits.length > 0 ? "seen" : "missing" };
}

/** Each running task owes the line within its own time; tasks that have not started yet owe it later. */
function everyTask({ within }: Expected, { hits, facts, coverage }: Seen): Expectation {
  const running = facts.tasks.filter((task) => task.lastStatus === "RUNNING" && task.desiredStatus !== "STOPPED");
  const dueOf = ({ startedAt }: Task): Instant | undefined =>
    startedAt === undefined ? undefined : addSeconds(startedAt, within + coverage.blindSeconds);
  const debts = running.map((task) => ({
    id: taskId(task),
    due: dueOf(task),
    hit: hits.find((hit) => hit.taskId === taskId(task)),
  }));
  const isPaid = ({ due, hit }: (typeof debts)[number]): boolean =>
    hit !== undefined && (due === undefined || hit.at <= due);
  const owing = debts.filter((debt) => !isPaid(debt));
  const deadline = earliest(owing.map(({ due }) => due));
  return {
    status: owing.length === 0 && running.length >= facts.desiredCount ? "seen" : "missing",
    hits: debts.filter(isPaid).flatMap(({ hit }) => hit ?? []),
    late: owing.flatMap(({ hit }) => hit ?? []),
    wanted: Math.max(facts.desiredCount, running.length),
    owing: owing.map(({ id }) => id),
    ...(deadline !== undefined && { deadline }),
  };
}
