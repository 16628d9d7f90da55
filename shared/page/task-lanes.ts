import type { ContainerSnapshot } from "../domain/rollout.ts";
import { stopwatch } from "../domain/stopwatch.ts";
import { type Task, taskId } from "../domain/task.ts";
import { classifyStop, describeStop, isStopping, stoppedByItself } from "../domain/task-failures.ts";
import { earliest, type Instant, latest, secondsBetween } from "../domain/time.ts";
import { type Bar, type Lane, type Spot, thinned } from "./lane.ts";
import type { TimeScale } from "./time-scale.ts";
import { count } from "./words.ts";

export interface TaskLanes {
  readonly lanes: readonly Lane[];
  /** Several tasks with the same life share a lane: how many tasks and lanes these are. */
  readonly folded: { readonly tasks: number; readonly lanes: number };
  /** Tasks that have no lane, as there are too many different lives. */
  readonly left: readonly Task[];
  /** Tasks that began after the time that is drawn. */
  readonly later: readonly Task[];
}

const mostLanes = 14;

/** Tasks whose lives look the same at this grain, a share of the drawing, are drawn as one. */
const grain = 0.03;

interface Drawing {
  readonly scale: TimeScale;
  readonly containers: readonly ContainerSnapshot[];
}

/** The lives of the tasks, those that stopped by themselves first. Where there are too many different ones, only their ends tell them apart. */
export function taskLanes(tasks: readonly Task[], drawing: Drawing): TaskLanes {
  const { to } = drawing.scale;
  const [own, later] = [tasks.filter((task) => begin(task) <= to), tasks.filter((task) => begin(task) > to)];
  const alike = [...Map.groupBy(own, (task) => likeness(task, drawing)).values()];
  const groups = alike.length <= mostLanes ? alike : [...Map.groupBy(own, (task) => endOf(task, drawing)).values()];
  const drawn = groups.toSorted(byImportance).slice(0, mostLanes);
  const several = drawn.filter((group) => group.length > 1);
  return {
    lanes: drawn.map((group) => laneOf(group, drawing)),
    folded: { tasks: several.flat().length, lanes: several.length },
    left: own.filter((task) => !drawn.some((group) => group.includes(task))),
    later,
  };
}

function likeness(task: Task, drawing: Drawing): string {
  const cell = (at: Instant | undefined): string =>
    at === undefined ? "-" : String(Math.round(drawing.scale.place(at) / grain));
  const stop = isStopping(task) ? cell(task.stoppedAt) : "-";
  const unhealthy = (task.unhealthy ?? []).flatMap(({ from, until }) => [cell(from), cell(until)]);
  return [endOf(task, drawing), cell(task.createdAt), cell(task.startedAt), ...unhealthy, stop].join(" ");
}

/** What became of a task. */
function endOf(task: Task, { containers }: Drawing): string {
  if (isStopping(task)) return classifyStop(task, containers).name;
  const status = task.startedAt === undefined ? task.lastStatus.toLowerCase() : "running";
  return task.healthStatus === "UNHEALTHY" ? `${status}, unhealthy` : status;
}

function byImportance(one: readonly Task[], other: readonly Task[]): number {
  const rank = ([task]: readonly Task[]): number => (task !== undefined && stoppedByItself(task) ? 0 : 1);
  return (
    rank(one) - rank(other) || (earliest(one.map(begin)) ?? "").localeCompare(earliest(other.map(begin)) ?? "", "en")
  );
}

function begin({ createdAt, startedAt }: Task): Instant {
  return createdAt ?? startedAt ?? "";
}

const barWords = { pending: "pending", alive: "running", bad: "unhealthy" } as const;

/** All of one end: the bars reach from the first that began to the last that ended. */
function laneOf(group: readonly Task[], drawing: Drawing): Lane {
  const { scale } = drawing;
  const [first] = group;
  const label = group.length === 1 && first ? `task ${taskId(first).slice(0, 8)}` : count(group.length, "task");
  const running = earliest(group.map(({ startedAt }) => startedAt));
  const end = group.every(isStopping) ? (latest(group.map(stopOf)) ?? scale.to) : scale.to;
  const bar = (kind: keyof typeof barWords, from: Instant | undefined, to: Instant): readonly Bar[] =>
    from === undefined || from > scale.to || to <= from
      ? []
      : [
          {
            kind,
            from: scale.place(from),
            to: scale.place(to),
            title: `${label} ${barWords[kind]}`,
          },
        ];
  return {
    label,
    bars: [
      ...bar("pending", earliest(group.map(begin)), running ?? end),
      ...bar("alive", running, end),
      ...group.flatMap(({ unhealthy = [] }) => unhealthy.flatMap(({ from, until }) => bar("bad", from, until ?? end))),
    ],
    spots: thinned(group.flatMap((task) => stopSpot(task, drawing))),
    ...noteOf(group, drawing),
  };
}

function stopOf({ stoppedAt, stoppingAt }: Task): Instant | undefined {
  return stoppedAt ?? stoppingAt;
}

function stopSpot(task: Task, { scale, containers }: Drawing): readonly Spot[] {
  const at = isStopping(task) ? stopOf(task) : undefined;
  if (at === undefined || !scale.isInside(at)) return [];
  const kind = stoppedByItself(task) ? "failed-stop" : "stop";
  return [{ at: scale.place(at), kind, title: `task ${taskId(task).slice(0, 8)}: ${describeStop(task, containers)}` }];
}

function noteOf(group: readonly Task[], drawing: Drawing): Pick<Lane, "note" | "tone"> {
  const [task] = group;
  if (task === undefined) return { note: "", tone: "plain" };
  const end = endOf(task, drawing);
  const isBad = stoppedByItself(task) || (!isStopping(task) && task.healthStatus === "UNHEALTHY");
  const stops = isStopping(task) ? group.flatMap((each) => stopOf(each) ?? []).sort() : [];
  const times = [stops[0], stops.at(-1)].map((at) => at && stopwatch(secondsBetween(drawing.scale.from, at)));
  const when = times[0] === undefined ? "" : ` ${times[0] === times[1] ? "at" : "from"} ${times[0]}`;
  return { note: `${end}${when}${times[0] === times[1] ? "" : ` to ${times[1]}`}`, tone: isBad ? "bad" : "plain" };
}
