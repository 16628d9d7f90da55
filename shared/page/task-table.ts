import type { RolloutDossier } from "../domain/evidence.ts";
import { type Task, taskId } from "../domain/task.ts";
import { classifyStop, describeStop, isStopping, stoppedByItself } from "../domain/task-failures.ts";
import { html, type Markup } from "./html.ts";
import { clock, count } from "./words.ts";

/** Rows that are listed; more are counted. */
const mostRows = 25;

/** Each task's life in a row, those that stopped by themselves first. */
export function taskTable({ tasks, record }: RolloutDossier): Markup | false {
  if (tasks.length === 0) return false;
  const { containers } = record.rollout;
  const ordered = tasks.toSorted(
    (one, other) => rank(one) - rank(other) || begin(one).localeCompare(begin(other), "en"),
  );
  const left = ordered.slice(mostRows);
  const stopped = tasks.filter(isStopping).length;
  return html`<details class="part"><summary>Tasks <span class="soft">${count(tasks.length, "task")}, ${stopped} stopped, ${tasks.filter(stoppedByItself).length} of them by themselves</span></summary><div class="scroll" tabindex="0" role="region" aria-label="Tasks of ${record.rollout.name.service} in ${record.rollout.name.region}, ${record.rollout.deploymentId}">
<table><thead><tr><th scope="col">Task</th><th scope="col">Created</th><th scope="col">Running</th><th scope="col">Stopped</th><th scope="col">Why</th></tr></thead>
<tbody>${ordered.slice(0, mostRows).map((task) => taskRow(task, containers))}</tbody></table>
${left.length > 0 && html`<p class="soft">${count(left.length, "more task")} not listed: ${left.filter(isStopping).length} stopped, ${left.filter(stoppedByItself).length} of them by themselves. <code>rollout-validator evidence --json</code> has them all.</p>`}</div></details>`;
}

function rank(task: Task): number {
  return stoppedByItself(task) ? 0 : isStopping(task) ? 1 : 2;
}

function begin({ createdAt }: Task): string {
  return createdAt ?? "";
}

function taskRow(task: Task, containers: RolloutDossier["record"]["rollout"]["containers"]): Markup {
  const at = (time: string | undefined): string => (time === undefined ? "–" : clock(time));
  const { name } = classifyStop(task, containers);
  const why = isStopping(task)
    ? html`<b>${name}</b>: ${describeStop(task, containers)}`
    : (task.healthStatus ?? "").toLowerCase();
  return html`<tr><th scope="row"><code title="${taskId(task)}">${taskId(task).slice(0, 8)}</code></th><td>${at(task.createdAt)}</td><td>${at(task.startedAt)}</td><td>${isStopping(task) ? at(task.stoppedAt) : "–"}</td><td>${why}</td></tr>`;
}
