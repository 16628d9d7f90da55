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
  const { containers, name, deploymentId } = record.rollout;
  const ordered = tasks.toSorted(
    (one, other) => rank(one) - rank(other) || begin(one).localeCompare(begin(other), "en"),
  );
  const left = ordered.slice(mostRows);
  const label = `Tasks of ${name.service} in ${name.region}, ${deploymentId}`;
  return html`<details class="part"><summary>Tasks <span class="soft">${count(tasks.length, "task")}: ${stops(tasks)}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="${label}">
<table><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${ordered.slice(0, mostRows).map((task) => taskRow(task, containers))}</tbody></table>
${left.length > 0 && notListed(left)}</div></details>`;
}

const columns = ["Task", "Created", "Running", "Stopped", "Why"];

function notListed(left: readonly Task[]): Markup {
  const more = count(left.length, "more task");
  return html`<p class="soft">${more} not listed: ${stops(left)}. <code>rollout-validator evidence --json</code> has them all.</p>`;
}

function stops(tasks: readonly Task[]): string {
  return `${tasks.filter(isStopping).length} stopped, ${tasks.filter(stoppedByItself).length} of them by themselves`;
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
  const cells = [at(task.createdAt), at(task.startedAt), isStopping(task) ? at(task.stoppedAt) : "–", why];
  const id = taskId(task);
  return html`<tr><th scope="row"><code title="${id}">${id.slice(0, 8)}</code></th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}
