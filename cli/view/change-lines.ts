import type { Change } from "../../local/scenario/change.ts";
import { stopwatch } from "../../shared/domain/stopwatch.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { mark, verdictSpan } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
import { olderRelease, type RolloutView, releaseOfTask } from "./rollout-view.ts";

/** Tasks that are named in one line; the others are counted. */
const namedTasks = 4;

export interface ChangeLinesOptions {
  /** As it is after the changes. */
  readonly view: RolloutView;
  /** Whether log lines are changes worth a line. */
  readonly logs: boolean;
}

/** One timed line per change; what happened at once to several tasks or checks in the same way is one change. */
export function changeLines(burst: readonly Change[], { view, logs }: ChangeLinesOptions): readonly Line[] {
  const told = lastStatuses(burst).filter((change) => isWorthALine(change, logs));
  return groups(told, view).map((group) => timed(group[0], wordsOf(group, view)));
}

type Group = readonly [Change, ...Change[]];

function isWorthALine(change: Change, logs: boolean): boolean {
  if (change.what === "line") return logs;
  // That a validation ended well is told by its verdict.
  return !(change.what === "execution" && change.status === "SUCCEEDED");
}

/** A task that is PENDING and RUNNING in one moment is RUNNING. */
function lastStatuses(burst: readonly Change[]): readonly Change[] {
  return burst.filter((change, index) => {
    if (change.what !== "task") return true;
    return !burst
      .slice(index + 1)
      .some((later) => later.what === "task" && later.task === change.task && later.at === change.at);
  });
}

function groups(changes: readonly Change[], view: RolloutView): readonly Group[] {
  const found = new Map<string, [Change, ...Change[]]>();
  for (const [index, change] of changes.entries()) {
    const key = `${change.at} ${sameness(change, view) ?? index}`;
    const group = found.get(key);
    if (group) group.push(change);
    else found.set(key, [change]);
  }
  return [...found.values()];
}

/** Changes of one moment with the same text here share a line; undefined = a line of its own. */
function sameness(change: Change, view: RolloutView): string | undefined {
  if (change.what === "task") return `task ${releaseOfTask(view, change.task)} ${change.status} ${change.reason}`;
  if (change.what === "health") return `health ${releaseOfTask(view, change.task)} ${change.health}`;
  if (change.what === "finding") return `finding ${change.release} ${change.status} ${change.reason}`;
  return undefined;
}

function timed({ at }: Change, [topic, ...words]: readonly [string, ...(string | Span)[]]): Line {
  return line(styled("dim", stopwatch(at).padStart(8)), "  ", topic.padEnd(9), " ", ...words);
}

function wordsOf(group: Group, view: RolloutView): readonly [string, ...(string | Span)[]] {
  const [change] = group;
  switch (change.what) {
    case "deploy":
      return [
        "deploy",
        styled("bold", change.release),
        change.at < 0 ? " is what runs so far" : ` as ${change.deploymentId}`,
      ];
    case "task":
      return ["tasks", tasksText(group, view, change.status), reasonText(change.reason)];
    case "health":
      return ["health", tasksText(group, view, change.health)];
    case "line":
      return ["log", styled("dim", `${change.container} of ${short(change.task)}: `), compact(change.text)];
    case "rollout":
      return ["ECS", `rollout of ${releaseOf(change.deploymentId, view)} ${change.state}`, reasonText(change.reason)];
    case "execution":
      return [
        "workflow",
        `${change.status === "RUNNING" ? "started" : change.status} for ${releaseOf(numberOf(change.name), view)}`,
      ];
    case "finding":
      return ["check", mark(change.status), ` ${namesOf(group)}`, reasonText(change.reason)];
    case "verdict":
      return ["VERDICT", verdictSpan(change.verdict, change.decision), `  ${change.release}`];
    case "commit status":
      return ["GitLab", `${change.state}: ${compact(change.description)}`];
    default:
      return change satisfies never;
  }
}

function tasksText(group: Group, view: RolloutView, status: string): string {
  const ids = group.flatMap((change) => ("task" in change ? [change.task] : []));
  const more = ids.length > namedTasks ? ` and ${ids.length - namedTasks} more` : "";
  const names = ids.slice(0, namedTasks).map(short).join(" ");
  return `${ids.length} of ${releaseOfTask(view, ids[0] ?? "")} ${status} (${names}${more})`;
}

function namesOf(group: Group): string {
  return group.flatMap((change) => (change.what === "finding" ? [change.check] : [])).join(", ");
}

function reasonText(reason: string | undefined): string {
  return reason === undefined || reason === "" ? "" : `: ${compact(reason)}`;
}

/** As the evidence and the reasons call a task. */
export function short(task: string): string {
  return task.slice(0, 8);
}

/** Executions are called `<service>-<hash>-<n>`. */
function numberOf(executionName: string): string {
  return `ecs-svc/${executionName.slice(executionName.lastIndexOf("-") + 1)}`;
}

function releaseOf(deploymentId: string, { deploys }: RolloutView): string {
  const known = deploys.find((deploy) => deploy.deploymentId === deploymentId);
  return known?.release ?? `${olderRelease} (${deploymentId})`;
}
