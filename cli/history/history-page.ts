import { humanDuration } from "../../shared/domain/time.ts";
import type { Deployment } from "../../shared/history/deployments.ts";
import type { Day, History } from "../../shared/history/history.ts";
import { html, type Markup } from "../../shared/page/html.ts";
import { layout } from "../../shared/page/layout.ts";
import { count, mark } from "../../shared/page/words.ts";
import { decidedText } from "./decision-lines.ts";
import { figuresOf, rateText } from "./figures.ts";
import { dayAfter } from "./week-rows.ts";

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The history as one file that needs nothing else, in the look of the evidence page. */
export function historyPage(history: History, title: string): string {
  const { total, since, until } = history;
  const range = `${since.slice(0, 10)} to ${until.slice(0, 10)}, days of UTC`;
  return layout(
    `Deployments of ${title}`,
    html`<header><p class="soft">Deployments, ${range}</p><h1>${title}</h1><p>${count(total.all, "deployment")}, ${total.failed} failed</p></header>
<main>${figures(history)}${weeks(history)}${deployments(history)}</main>
<footer><p>Counted ${until.slice(0, 10)} by ecs-rollout-validator; what each number means is in docs/history.md. The page loads nothing and runs no script.</p></footer>`,
  );
}

function figures(history: History): Markup {
  const rows = figuresOf(history).map(
    ({ name, text, note, isMet }) =>
      html`<tr><th scope="row">${name}</th><td>${text}</td><td>${isMet !== undefined && target(isMet)}</td><td class="soft">${note}</td></tr>`,
  );
  return html`<section aria-labelledby="numbers"><h2 id="numbers">Numbers</h2><div class="scroll"><table><thead><tr><th scope="col">what</th><th scope="col">value</th><th scope="col">target</th><th scope="col">of what</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function target(isMet: boolean): Markup {
  return isMet ? html`<span class="mark passed">met</span>` : html`<span class="mark failed">missed</span>`;
}

function weeks({ weeks: all, days }: History): Markup {
  const byDay = new Map(days.map((day) => [day.day, day]));
  const rows = all.map(
    ({ week, changeFailure }) =>
      html`<tr><th scope="row">${week}</th>${weekdays.map((_, index) => cell(byDay.get(dayAfter(week, index))))}<td>${changeFailure.of === 0 ? "" : rateText(changeFailure)}</td></tr>`,
  );
  const heads = weekdays.map((name) => html`<th scope="col"><abbr title="${name}">${name.slice(0, 2)}</abbr></th>`);
  return html`<section aria-labelledby="cadence"><h2 id="cadence">Deployments by day; x: one of them failed</h2><div class="scroll"><table class="ledger"><thead><tr><th scope="col">week of</th>${heads}<th scope="col">change failure rate</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function cell(day: Day | undefined): Markup {
  if (day === undefined) return html`<td></td>`;
  if (day.deployments === 0) return html`<td class="soft">·</td>`;
  return day.failed > 0
    ? html`<td><span class="mark failed">${day.deployments} <abbr title="${day.failed} failed">x</abbr></span></td>`
    : html`<td>${day.deployments}</td>`;
}

function deployments({ deployments: all }: History): Markup {
  const rows = all.toReversed().map(row);
  return html`<section aria-labelledby="all"><h2 id="all">Every deployment</h2><div class="scroll"><table><thead><tr><th scope="col">started</th><th scope="col">release</th><th scope="col">where</th><th scope="col">outcome</th><th scope="col">verdict after</th><th scope="col">why</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function row({
  startedAt,
  release,
  environment,
  region,
  outcome,
  isFixOnly,
  verdictSeconds,
  reason,
  rollsBack,
  downtimeSeconds = 0,
  decisions,
}: Deployment): Markup {
  const took = verdictSeconds === undefined ? "" : humanDuration(verdictSeconds);
  const started = html`<time datetime="${startedAt}">${startedAt.slice(0, 16).replace("T", " ")}</time>`;
  const repaired = isFixOnly && html` <span class="soft">fix-only</span>`;
  const back = rollsBack !== undefined && html` <span class="soft">rolls back ${rollsBack}</span>`;
  const down =
    downtimeSeconds > 0 && html` <span class="soft">down for ${humanDuration(Math.ceil(downtimeSeconds))}</span>`;
  const decided = decisions.map((each) => html`<br><span class="soft">${decidedText(each)}: ${each.reason}</span>`);
  return html`<tr><td>${started}</td><th scope="row">${release}</th><td>${environment}, ${region}</td><td>${mark(outcome)}${repaired}${back}${down}${decided}</td><td>${took}</td><td>${outcome === "passed" ? "" : reason}</td></tr>`;
}
