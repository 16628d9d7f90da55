import type { RolloutDossier } from "../domain/evidence.ts";
import { type MetricReading, type Reading, readingText } from "../domain/readings.ts";
import { type Instant, latest } from "../domain/time.ts";
import { html, type Markup } from "./html.ts";
import { sparkline } from "./sparkline.ts";
import { dateAndTime } from "./words.ts";

/** What load balancers and CloudWatch showed, for people to look at: no check judged it. */
export function readingSection({ readings, record }: RolloutDossier): Markup | false {
  const { startedAt, name, deploymentId } = record.rollout;
  const readAt = latest(readings.map(({ at }) => at));
  if (readAt === undefined) return record.profile.readings !== undefined && toCome;
  return html`<h4>Readings</h4><div class="scroll readings" tabindex="0" role="region" aria-label="Readings of ${name.service} in ${name.region}, ${deploymentId}">
<table><tbody>${readings.map((reading) => readingRow(reading, startedAt))}</tbody></table></div>
<p class="soft">Taken at ${dateAndTime(readAt)}; no check judged them.</p>`;
}

const toCome = html`<h4>Readings</h4><p class="soft">None yet: they are taken about five minutes after the verdict, and never where the workflow was stopped before that.</p>`;

function readingRow(reading: Reading, startedAt: Instant): Markup {
  const { name, problem } = reading;
  const text = readingText(reading, startedAt);
  const drawing =
    reading.of === "metric" && reading.points.length > 1 && sparkline(reading, startedAt, `${name}: ${text}`);
  return html`<tr><th scope="row">${name}<br><span class="soft">${sourceOf(reading)}</span></th><td${problem !== undefined && html` class="bad"`}>${text}</td><td>${drawing}</td></tr>`;
}

function sourceOf(reading: Reading): string {
  return reading.of === "metric" ? metricSource(reading) : "target group";
}

/** `Sum of HTTPCode_Target_5XX_Count, AWS/ApplicationELB, us-east-1` */
function metricSource({ statistic, metric, namespace, region }: MetricReading): string {
  return [`${statistic} of ${metric}`, namespace, region].filter((part) => part !== undefined).join(", ");
}
