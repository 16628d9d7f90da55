import { executionLink } from "../domain/console-links.ts";
import type { Delivery, RolloutDossier } from "../domain/evidence.ts";
import { identityRows } from "../domain/identity-rows.ts";
import type { LogCoverage } from "../domain/log.ts";
import { latest } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import { html, type Markup } from "./html.ts";
import { clock, count, dateAndTime, facts, fineClock, outside } from "./words.ts";

/** Who, what and by which profile; how far the log readers got; what GitLab was told; remarks. */
export function recordSection(dossier: RolloutDossier): Markup {
  const { record, deliveries, coverage, measurements } = dossier;
  return html`<details class="part"><summary>Record <span class="soft">identity, profile, log readers, GitLab</span></summary><div>
${facts([
  ...identityRows(record),
  ["validation", html`opened ${dateAndTime(record.openedAt)}, over by ${dateAndTime(record.deadline)} at the latest`],
  ["workflow", outside(executionLink(record.executionArn), "execution in Step Functions")],
  ["measurements", `${measurements.length} kept`],
  ...(coverage === undefined ? [] : readers(coverage)),
])}
${deliveries.length > 0 && html`<ol class="happenings">${deliveries.map(deliveryRow)}</ol>`}</div></details>`;
}

/** Remarks of the opening. */
export function noteList(notes: readonly string[]): Markup | false {
  return notes.length > 0 && html`<h4>Notes</h4><ul class="plain">${notes.map((note) => html`<li>${note}</li>`)}</ul>`;
}

function readers({ tail, insights, targets }: LogCoverage): readonly (readonly [string, string])[] {
  const until = (read: Readonly<Record<string, { readonly readUntil: string }>>): string => {
    const last = latest(Object.values(read).map(({ readUntil }) => readUntil));
    return last === undefined ? "nothing read" : `read until ${clock(last)} UTC`;
  };
  const scanned = `${insights.queries} ${insights.queries === 1 ? "query" : "queries"}, ${insights.bytesScanned} bytes scanned`;
  return [
    ["log groups", targets.join(", ") || "none"],
    ["tail", `${until(tail.targets)}${troubleText(tail.trouble)}`],
    ["Logs Insights", `${until(insights.targets)}, ${scanned}${troubleText(insights.trouble)}`],
  ];
}

function troubleText(trouble: Trouble | undefined): string {
  return trouble === undefined
    ? ""
    : `; failed ${count(trouble.inARow, "time")} in a row since ${clock(trouble.since)}: ${trouble.message}`;
}

function deliveryRow({ at, name, state, description, posted }: Delivery): Markup {
  const pipeline = posted.pipelineId === undefined ? "" : ` in pipeline ${posted.pipelineId}`;
  const why = posted.reason === undefined ? "" : `: ${posted.reason}`;
  return html`<li><span class="when">${fineClock(at)}</span> <span>GitLab ${state}, ${posted.outcome}${pipeline}${why}<br><span class="soft">${name}: ${description}</span></span></li>`;
}
