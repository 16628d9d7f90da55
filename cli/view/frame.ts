import { stopwatch } from "../../shared/domain/stopwatch.ts";
import { type Line, line, styled } from "../text/line.ts";
import { logMessage } from "../text/log-message.ts";
import { verdictSpan } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
import { short } from "./change-lines.ts";
import { checkRows } from "./check-rows.ts";
import { flow, paragraph, type Row } from "./flow.ts";
import { isPlayingOn } from "./playing-on.ts";
import { type CheckView, currentRelease, type RolloutView, type TaskView } from "./rollout-view.ts";

export interface FrameOptions {
  /** Stands before the release. */
  readonly title: string;
  readonly columns: number;
  /** Lines that the frame may have. */
  readonly height: number;
  /** When the scenario's last entry is played, in seconds since the first deploy. */
  readonly endsAt?: number | undefined;
}

/** How much is told, from everything to the least; the first that fits is taken. */
const densities = [
  { logs: 6, reasonLines: 8 },
  { logs: 3, reasonLines: 8 },
  { logs: 3, reasonLines: 3 },
  { logs: 0, reasonLines: 3 },
  { logs: 0, reasonLines: 1 },
  { logs: 0, reasonLines: 1, isCounted: true },
] as const;

/** A terminal narrower than this gets shorter labels. */
const narrow = 60;

/** The whole view as lines for a terminal that is redrawn; never more than its height. */
export function frame(view: RolloutView, options: FrameOptions): readonly Line[] {
  const [head, tail] = [headLines(view, options), tailLines(view, options)];
  const room = options.height - head.length - tail.length;
  const bodies = densities.map((density) => bodyLines(view, options, density));
  const body = bodies.find(({ length }) => length <= room) ?? bodies.at(-1) ?? [];
  const top = [...head, ...body].slice(0, Math.max(0, options.height - tail.length));
  return [...top, ...tail.slice(-options.height)];
}

function headLines(view: RolloutView, { title, columns }: FrameOptions): readonly Line[] {
  const release = currentRelease(view);
  const { rollout, deploys } = view;
  const isCurrent = rollout !== undefined && rollout.deploymentId === deploys.at(-1)?.deploymentId;
  return [
    ...flow({ label: "", width: 0, columns }, [
      line(styled("bold", title)),
      line(styled("bold", release)),
      line(styled("dim", stopwatch(view.at))),
      ...(isCurrent ? [line(`ECS: ${rollout.state}`)] : []),
    ]),
    ...flow(rowOf("tasks", columns), tasksOf(view, release)),
  ];
}

interface Density {
  readonly logs: number;
  readonly reasonLines: number;
  /** Checks that are well are counted. */
  readonly isCounted?: boolean;
}

function bodyLines(
  view: RolloutView,
  { columns }: FrameOptions,
  { logs, reasonLines, isCounted }: Density,
): readonly Line[] {
  const all = checksOf(view, currentRelease(view));
  const told = isCounted ? all.filter(({ status }) => status === "failed" || status === "inconclusive") : all;
  const row = rowOf("checks", columns);
  const left = all.length - told.length;
  const latest = logs === 0 ? [] : view.logs.slice(-logs);
  // In a narrow terminal the container is told only where it could be another one.
  const namesContainer = columns >= narrow || new Set(view.logs.map(({ container }) => container)).size > 1;
  return [
    ...checkRows(row, told, reasonLines),
    ...(left > 0 ? flow({ ...row, label: told.length > 0 ? "" : row.label }, [line(`${left} passed or pending`)]) : []),
    ...latest.flatMap(({ task, container, text }, index) =>
      flow(rowOf(index === 0 ? "log" : "", columns), [
        line(styled("dim", `${short(task)} ${namesContainer ? `${container}  ` : ""}`), logMessage(text)),
      ]),
    ),
  ];
}

function tailLines(view: RolloutView, { columns, endsAt }: FrameOptions): readonly Line[] {
  const { commitStatus, verdicts } = view;
  return [
    ...(commitStatus
      ? paragraph(rowOf("GitLab", columns), `${commitStatus.state}: ${compact(commitStatus.description)}`, 3)
      : []),
    ...verdicts.flatMap(({ verdict, decision, release, at }) =>
      flow(rowOf("verdict", columns), [line(verdictSpan(verdict, decision)), line(`${release} at ${stopwatch(at)}`)]),
    ),
    ...(isPlayingOn(view, endsAt)
      ? [line(" ".repeat(rowOf("", columns).width), styled("dim", `playing to the end at ${stopwatch(endsAt)}`))]
      : []),
  ];
}

function rowOf(label: string, columns: number): Row {
  return columns < narrow ? { label, width: 8, columns } : { label: `  ${label}`, width: 11, columns };
}

/** A crash loop starts task after task: the latest are told. */
const namedTasks = 5;

/** The release's own tasks one by one, those of other releases counted. */
function tasksOf({ tasks }: RolloutView, release: string): readonly Line[] {
  const own = tasks.filter((task) => task.release === release);
  const others = tasks.filter((task) => task.release !== release && task.status === "RUNNING").length;
  const more = own.length - namedTasks;
  return [
    ...(own.length === 0 ? [line(styled("dim", "none yet"))] : []),
    ...own.slice(-namedTasks).map((task) => line(`${short(task.id)} `, taskStatus(task))),
    ...(more > 0 ? [line(styled("dim", `and ${more} more`))] : []),
    ...(others > 0 ? [line(styled("dim", `(${others} of other releases run)`))] : []),
  ];
}

function taskStatus({ status, health }: TaskView) {
  // A task with a health is running.
  if (status === "RUNNING" && health !== undefined) return styled(health === "HEALTHY" ? "green" : "red", health);
  if (status === "RUNNING") return styled("green", status);
  return styled(status === "STOPPED" || status === "DEACTIVATING" ? "red" : "yellow", status);
}

/** Those of the latest deploy; a release that no deploy names is what the validator calls one without an identity. */
function checksOf({ checks, deploys }: RolloutView, release: string): readonly CheckView[] {
  return checks.filter(
    (check) => check.release === release || !deploys.some((deploy) => deploy.release === check.release),
  );
}
