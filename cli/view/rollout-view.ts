import type { Change } from "../../local/scenario/change.ts";
import type { FindingStatus } from "../../shared/domain/finding.ts";

type Of<What extends Change["what"]> = Extract<Change, { readonly what: What }>;

export interface TaskView {
  readonly id: string;
  /** The release that started it. */
  readonly release: string;
  readonly status: string;
  readonly health?: string;
}

export interface CheckView {
  readonly release: string;
  readonly check: string;
  readonly status: FindingStatus;
  readonly reason: string;
}

/** What can be seen of a rollout, as it grows out of the changes. */
export interface RolloutView {
  /** Seconds since the first deploy. */
  readonly at: number;
  readonly deploys: readonly Of<"deploy">[];
  readonly tasks: readonly TaskView[];
  readonly checks: readonly CheckView[];
  /** The last few log lines. */
  readonly logs: readonly Of<"line">[];
  readonly rollout?: Of<"rollout">;
  readonly verdicts: readonly Of<"verdict">[];
  readonly commitStatus?: Of<"commit status">;
}

/** How the release is called that ran before the first deploy. */
export const olderRelease = "the older release";

/** More would push the checks off a small terminal. */
const keptLogs = 6;

export const emptyView: RolloutView = { at: 0, deploys: [], tasks: [], checks: [], logs: [], verdicts: [] };

/** The view after one more change. */
export function viewAfter(view: RolloutView, change: Change): RolloutView {
  const now = { ...view, at: change.at };
  switch (change.what) {
    case "deploy":
      return { ...now, deploys: [...view.deploys, change] };
    case "task":
      return { ...now, tasks: withTask(view, change, { status: change.status }) };
    case "health":
      return { ...now, tasks: withTask(view, change, { health: change.health }) };
    case "line":
      return { ...now, logs: [...view.logs, change].slice(-keptLogs) };
    case "rollout":
      return { ...now, rollout: change };
    case "finding":
      return { ...now, checks: withCheck(view, change) };
    case "verdict":
      return { ...now, verdicts: [...view.verdicts, change] };
    case "commit status":
      return { ...now, commitStatus: change };
    case "execution":
      return now;
    default:
      return change satisfies never;
  }
}

/** The release of the latest deploy. */
export function currentRelease({ deploys }: RolloutView): string {
  return deploys.at(-1)?.release ?? "";
}

export function releaseOfTask({ tasks }: RolloutView, id: string): string {
  return tasks.find((task) => task.id === id)?.release ?? olderRelease;
}

function withTask(
  { tasks: before, deploys }: RolloutView,
  { task: id, deploymentId }: Of<"task"> | Of<"health">,
  news: Pick<TaskView, "status"> | Pick<TaskView, "health">,
): RolloutView["tasks"] {
  const known = before.some((task) => task.id === id);
  const release = deploys.find((deploy) => deploy.deploymentId === deploymentId)?.release ?? olderRelease;
  const tasks = known ? before : [...before, { id, release, status: "" }];
  return tasks.map((task) => (task.id === id ? { ...task, ...news } : task));
}

function withCheck({ checks }: RolloutView, { release, check, status, reason }: Of<"finding">): RolloutView["checks"] {
  const news = { release, check, status, reason };
  const isIt = (each: CheckView): boolean => each.check === check && each.release === release;
  return checks.some(isIt) ? checks.map((each) => (isIt(each) ? news : each)) : [...checks, news];
}
