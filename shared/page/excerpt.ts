import { causeOf } from "../domain/cause.ts";
import type { RolloutDossier } from "../domain/evidence.ts";
import { plainLine } from "../domain/plain-line.ts";
import { type ShownLine, tellingLines } from "../domain/telling-lines.ts";
import { decidingLines } from "./check-section.ts";
import { html, type Markup } from "./html.ts";
import { count, fineClock } from "./words.ts";

/** Rows in the first screen: as many as leave room for what to do. */
const mostRows = 5;

/** The lines that tell most, a row each and cut where the row ends; all of them as they were logged one press away, and on paper. */
export function excerptOf(dossier: RolloutDossier): Markup | false {
  const { logged } = causeOf(dossier);
  if (logged === undefined || logged.lines.length === 0) return false;
  const shown = tellingLines(logged, mostRows);
  const whole =
    logged.lines.length === 1
      ? "The line as it was logged"
      : `All ${count(logged.lines.length, "line")} as they were logged`;
  return html`<ol class="excerpt">${shown.map(row)}</ol>
<details class="whole"><summary>${whole}</summary>${decidingLines(logged.lines, dossier.record.rollout)}</details>`;
}

function row({ at, text, isTelling }: ShownLine): Markup {
  return html`<li${isTelling && html` class="telling"`}><span class="when">${fineClock(at)}</span><code>${plainLine(text)}</code></li>`;
}
