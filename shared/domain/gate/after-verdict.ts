import { selfStopsSince } from "../changes-after-verdict.ts";
import type { ResolvedProfile } from "../evidence.ts";
import { withoutFullStop } from "../full-stop.ts";
import { defaultMaxStops, type MaxStops, stopLimit } from "../stop-limit.ts";
import { isRunning, type Task } from "../task.ts";
import { classifyStop, describeStop } from "../task-failures.ts";
import { addSeconds, earliest, type Instant, latest } from "../time.ts";
import type { Answer } from "./decision.ts";
import type { GateRollout } from "./facts.ts";
import type { Requirement } from "./question.ts";

/** ECS replaces a task that stopped at once; its event may take a moment, and its image some minutes. */
const replacementSeconds = 300;

/** A service that runs for months loses a task now and then. */
const serviceStopsSeconds = 86_400;

export interface Since {
  readonly kind: Requirement["kind"];
  readonly verdictAt: Instant;
  /** When a person let it go on, knowing what was there by then. */
  readonly decidedAt?: Instant;
  readonly now: Instant;
}

/** What speaks against a release since it was judged, by its tasks as the register knows them. What only had to pass once is not asked. */
export function troubleSince(own: GateRollout, since: Since): Answer | undefined {
  const { tasks = [] } = own;
  if (since.kind === "environment" || tasks.length === 0) return undefined;
  return failing(own, tasks, since) ?? unhealthy(tasks, since) ?? nothingRuns(own, tasks, since);
}

function failing({ record }: GateRollout, tasks: readonly Task[], since: Since): Answer | undefined {
  const { kind, verdictAt, decidedAt, now } = since;
  const day = kind === "service" ? addSeconds(now, -serviceStopsSeconds) : undefined;
  const stops = selfStopsSince(tasks, latest([verdictAt, decidedAt, day]) ?? verdictAt);
  const wanted = Math.max(record.rollout.desiredCount, mostRunning(tasks, stops));
  const [first, last] = [stops[0], stops.at(-1)];
  if (first === undefined || last === undefined || stops.length < stopLimit(maxStopsOf(record.profile), wanted))
    return undefined;
  const { containers } = record.rollout;
  const count = `${stops.length} of its tasks stopped by ${stops.length === 1 ? "itself" : "themselves"} after the verdict`;
  const said = withoutFullStop(describeStop(last, containers));
  const reason = `failing since ${stopOf(first)}: ${classifyStop(last, containers).name}; ${count}, the last one: ${said}`;
  return { code: "failing", reason };
}

/** The tasks that ran when these stopped, where they were the most: a service may be another size before and after. */
function mostRunning(tasks: readonly Task[], stops: readonly Task[]): number {
  return Math.max(0, ...stops.map((stop) => tasks.filter((task) => ranAt(task, stopOf(stop))).length));
}

function ranAt(task: Task, moment: Instant): boolean {
  const { startedAt = task.lastStatus === "RUNNING" ? "" : undefined } = task;
  const until = stopOf(task);
  return startedAt !== undefined && startedAt <= moment && (until === "" || until >= moment);
}

/** A pass has none; of those that a person let go on only the later ones count. */
function unhealthy(tasks: readonly Task[], { decidedAt = "" }: Since): Answer | undefined {
  const running = tasks.filter(isRunning);
  const sick = running
    .filter(({ healthStatus }) => healthStatus === "UNHEALTHY")
    .map(({ unhealthy: spells = [] }) => spells.at(-1)?.from ?? "");
  const counted = sick.filter((from) => decidedAt === "" || from > decidedAt);
  if (counted.length === 0) return undefined;
  const from = earliest(counted.filter((each) => each !== ""));
  const when = from === undefined ? "unhealthy" : `unhealthy since ${from}`;
  return { code: "failing", reason: `${when}: ${counted.length} of its ${running.length} running tasks` };
}

function nothingRuns({ record }: GateRollout, tasks: readonly Task[], { now }: Since): Answer | undefined {
  if (tasks.some(({ lastStatus, desiredStatus }) => lastStatus !== "STOPPED" && desiredStatus !== "STOPPED"))
    return undefined;
  const last = tasks.toSorted((one, other) => (stopOf(one) < stopOf(other) ? -1 : 1)).at(-1);
  const stoppedAt = last && stopOf(last);
  const said = last === undefined ? "" : `: ${withoutFullStop(describeStop(last, record.rollout.containers))}`;
  const reason = `none of its tasks runs any more, the last one stopped at ${stoppedAt || "an unknown time"}${said}`;
  const until = stoppedAt ? addSeconds(stoppedAt, replacementSeconds) : now;
  return until > now ? { code: "replacement not seen yet", reason, until } : { code: "nothing runs", reason };
}

function stopOf({ stoppingAt, stoppedAt }: Task): Instant {
  return stoppingAt ?? stoppedAt ?? "";
}

/** As the profile of the record has it; its checks have passed their schemas. */
function maxStopsOf({ checks }: ResolvedProfile): MaxStops {
  const own = checks.find(({ kind }) => kind === "task-health")?.["maxStops"];
  return typeof own === "number" || typeof own === "string" ? own : defaultMaxStops;
}
