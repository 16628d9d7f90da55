import type { RolloutDossier } from "../domain/evidence.ts";
import { humanDuration, type Instant, secondsBetween } from "../domain/time.ts";
import { checkSection } from "./check-section.ts";
import { drawTimeline } from "./draw-timeline.ts";
import { happeningSection } from "./happenings.ts";
import { html, type Markup } from "./html.ts";
import { notJudgedSection } from "./not-judged.ts";
import { noteList, recordSection } from "./record-section.ts";
import { anchorOf, standingOf } from "./standing.ts";
import { taskTable } from "./task-table.ts";
import { timelineOf } from "./timeline.ts";
import { afterStart, count, dateAndTime, lastPart, mark } from "./words.ts";

export interface RolloutView {
  readonly dossier: RolloutDossier;
  readonly isOpen: boolean;
  readonly readAt: Instant;
  /** The rollout in this place before and after it, when the page has it. */
  readonly before: RolloutDossier | undefined;
  readonly after: RolloutDossier | undefined;
}

/** Everything kept of one rollout. The anchor lies inside, so that a link to it opens it. */
export function rolloutSection(view: RolloutView): Markup {
  const { dossier, isOpen, readAt } = view;
  const { rollout, verdict, profile } = dossier.record;
  const { service, region, cluster } = rollout.name;
  const where = [...new Set([profile.environment, cluster, region])].join(" · ");
  const open = isOpen ? html` open` : undefined;
  return html`<details class="rollout"${open}><summary><h3>${mark(standingOf(dossier))} <span class="name">${service}</span> <span class="where">${where}</span></h3><span class="soft">${verdict === undefined ? "no verdict yet" : `${verdict.decision === "none" ? "" : `${verdict.decision} · `}${humanDuration(secondsBetween(rollout.startedAt, verdict.at))}`}</span></summary>
<div class="body" id="${anchorOf(dossier)}">
<p class="reason">${verdict === undefined ? "Still being validated." : html`${verdict.reason} <span class="soft">${dateAndTime(verdict.at)}, ${afterStart(dossier, verdict.at)}; ${verdict.passedChecks} of ${count(verdict.gateChecks, "deciding check")} passed</span>`}</p>
<p class="soft">${rollout.deploymentId} · ${lastPart(rollout.taskDefinitionArn)} · ${count(rollout.desiredCount, "task")} wanted · ${rollout.strategy.toLowerCase()}, circuit breaker ${rollout.circuitBreaker ? "on" : "off"}${neighbours(view)}</p>
${drawing(dossier, readAt)}
<h4>Checks</h4>${checkSection(dossier)}
${notJudgedSection(dossier)}${noteList(dossier.record.notes)}
${taskTable(dossier)}${happeningSection(dossier)}${recordSection(dossier)}</div></details>`;
}

function drawing(dossier: RolloutDossier, readAt: Instant): Markup {
  const { name, startedAt, deploymentId } = dossier.record.rollout;
  const timeline = timelineOf(dossier, readAt);
  const label = `Timeline of ${name.service} in ${name.region}: its state, its tasks, its checks. The same stands below in words.`;
  return html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Timeline of ${name.service} in ${name.region}, ${deploymentId}">${drawTimeline(timeline, label)}</div>
<figcaption>Time since the rollout's start, ${dateAndTime(startedAt)}. ${legend} ${timeline.remarks.map((remark) => html`${remark} `)}</figcaption></figure>`;
}

const legend = html`<span class="key seen">seen</span> <span class="key rejected">rejected line, failed task</span> <span class="key deadline">deadline</span> <span class="key pending">pending</span> <span class="key alive">running</span>`;

/** Which rollout it replaced, and which one replaced it. */
function neighbours({ dossier, before, after }: RolloutView): Markup | false {
  const by = dossier.findings.find(({ supersededBy }) => supersededBy !== undefined)?.supersededBy;
  const later = after ?? by;
  return (
    (before !== undefined || later !== undefined) &&
    html`${before && html` · replaced ${linkTo(before)}`}${after ? html` · replaced by ${linkTo(after)}` : by && html` · superseded by ${by === "unknown" ? "a newer rollout" : by}`}`
  );
}

function linkTo(dossier: RolloutDossier): Markup {
  return html`<a href="#${anchorOf(dossier)}">${dossier.record.rollout.deploymentId}</a>`;
}
