import type { FindingStatus } from "../../shared/domain/finding.ts";
import { stopwatch } from "../text/clock-time.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { mark, verdictSpan } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
import { short } from "./change-lines.ts";
import { type CheckView, currentRelease, type RolloutView, type TaskView } from "./rollout-view.ts";

/** The whole view as lines for a terminal that is redrawn. */
export function frame(view: RolloutView, title: string): readonly Line[] {
  const release = currentRelease(view);
  const checks = checksOf(view, release);
  const width = Math.max(0, ...checks.map(({ check }) => check.length));
  return [
    line(styled("bold", `${title}  ${release}`), styled("dim", `  ${stopwatch(view.at)}`), ...rolloutSpans(view)),
    line(topic("tasks"), ...tasksOf(view, release)),
    ...checks.map(({ check, status, reason }, index) =>
      line(topic(index === 0 ? "checks" : ""), mark(status), ` ${check.padEnd(width)}  `, reasonSpan(status, reason)),
    ),
    ...view.logs.map(({ task, container, text }, index) =>
      line(topic(index === 0 ? "log" : ""), styled("dim", `${short(task)} ${container}  `), compact(text)),
    ),
    ...(view.commitStatus
      ? [line(topic("GitLab"), `${view.commitStatus.state}: ${compact(view.commitStatus.description)}`)]
      : []),
    ...view.verdicts.map(({ verdict, decision, release: of, at }) =>
      line(topic("verdict"), verdictSpan(verdict, decision), `  ${of} at ${stopwatch(at)}`),
    ),
  ];
}

function topic(text: string): Span {
  return styled("dim", `  ${text.padEnd(9)}`);
}

function rolloutSpans({ rollout, deploys }: RolloutView): readonly Span[] {
  const isCurrent = rollout?.deploymentId === deploys.at(-1)?.deploymentId;
  return rollout && isCurrent ? [{ text: `  ECS: ${rollout.state}` }] : [];
}

function reasonSpan(status: FindingStatus, reason: string): Span {
  return status === "pending" ? styled("dim", compact(reason)) : { text: compact(reason) };
}

/** The release's own tasks one by one, those of other releases counted. */
function tasksOf({ tasks }: RolloutView, release: string): readonly Span[] {
  const own = tasks.filter((task) => task.release === release);
  const others = tasks.filter((task) => task.release !== release && task.status === "RUNNING").length;
  const spans = own
    .slice(-namedTasks)
    .flatMap((task): Span[] => [{ text: `${short(task.id)} ` }, taskStatus(task), { text: "  " }]);
  const more = own.length > namedTasks ? [styled("dim", `and ${own.length - namedTasks} more  `)] : [];
  const older = others > 0 ? [styled("dim", `(${others} of other releases run)`)] : [];
  return own.length === 0 ? [styled("dim", "none yet  "), ...older] : [...spans, ...more, ...older];
}

/** A crash loop starts task after task: the latest are told. */
const namedTasks = 5;

function taskStatus({ status, health }: TaskView): Span {
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
