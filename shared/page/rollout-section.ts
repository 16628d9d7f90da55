import type { RolloutDossier } from "../domain/evidence.ts";
import { breakerText } from "../domain/identity-rows.ts";
import { successorText } from "../domain/successor-text.ts";
import { humanDuration, type Instant, secondsBetween } from "../domain/time.ts";
import { applyRows } from "./applies.ts";
import { checkSection } from "./check-section.ts";
import { drawTimeline } from "./draw-timeline.ts";
import { happeningSection } from "./happenings.ts";
import { html, type Markup } from "./html.ts";
import { notJudgedSection } from "./not-judged.ts";
import { readingSection } from "./reading-section.ts";
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
  const { rollout } = dossier.record;
  const { deploymentId, taskDefinitionArn, desiredCount, strategy } = rollout;
  const facts = [
    deploymentId,
    lastPart(taskDefinitionArn),
    `${count(desiredCount, "task")} wanted`,
    `${strategy.toLowerCase()}, ${breakerText(rollout)}`,
  ];
  return html`<details class="rollout"${isOpen && html` open`}>${heading(dossier)}
<div class="body" id="${anchorOf(dossier)}">
<p class="reason">${outcome(dossier)}</p>
<p class="soft">${facts.join(" · ")}${neighbours(view)}</p>
${applyRows(dossier.applies)}
${drawing(dossier, readAt)}
<h4>Checks</h4>${checkSection(dossier)}
${readingSection(dossier)}
${notJudgedSection(dossier)}${noteList(dossier.record.notes)}
${taskTable(dossier)}${happeningSection(dossier)}${recordSection(dossier)}</div></details>`;
}

function heading(dossier: RolloutDossier): Markup {
  const { rollout, verdict, profile } = dossier.record;
  const { service, region, cluster } = rollout.name;
  const where = [...new Set([profile.environment, cluster, region])].join(" · ");
  const after = verdict && humanDuration(secondsBetween(rollout.startedAt, verdict.at));
  const end = [verdict?.decision, after].filter((part) => part !== undefined && part !== "none").join(" · ");
  return html`<summary><h3>${mark(standingOf(dossier))} <span class="name">${service}</span>
<span class="where">${where}</span></h3><span class="soft">${end || "no verdict yet"}</span></summary>`;
}

function outcome(dossier: RolloutDossier): Markup {
  const { verdict } = dossier.record;
  if (verdict === undefined) return html`Still being validated.`;
  const passed = `${verdict.passedChecks} of ${count(verdict.gateChecks, "deciding check")} passed`;
  const when = html`${dateAndTime(verdict.at)}, ${afterStart(dossier, verdict.at)}`;
  return html`${verdict.reason} <span class="soft">${when}; ${passed}</span>`;
}

function drawing(dossier: RolloutDossier, readAt: Instant): Markup {
  const { name, startedAt, deploymentId } = dossier.record.rollout;
  const timeline = timelineOf(dossier, readAt);
  const label = `Timeline of ${name.service} in ${name.region}: its state, the events from ECS, its tasks, its checks. The same stands below in words.`;
  return html`<figure><div class="scroll" tabindex="0" role="region" aria-label="Timeline of ${name.service} in ${name.region}, ${deploymentId}">${drawTimeline(timeline, label)}</div>
<figcaption>Time since the rollout's start, ${dateAndTime(startedAt)}. ${legend} ${timeline.remarks.map((remark) => html`${remark} `)}</figcaption></figure>`;
}

const legend = html`<span class="key seen">seen</span> <span class="key rejected">rejected line, failed task</span>
<span class="key deadline">deadline</span> <span class="key pending">pending</span> <span class="key alive">running</span> <span class="key bad">unhealthy, down</span> <span class="key signal">event from ECS</span>`;

/** Which rollout it replaced, and which one replaced it. */
function neighbours({ dossier, before, after }: RolloutView): Markup | false {
  const replaced = dossier.findings.find(({ supersededBy }) => supersededBy !== undefined);
  const by = replaced?.supersededBy && successorText(replaced.supersededBy, replaced.supersededByRelease);
  const later = after ?? by;
  return (
    (before !== undefined || later !== undefined) &&
    html`${before && html` · replaced ${linkTo(before)}`}${after ? html` · replaced by ${linkTo(after)}` : by && html` · superseded by ${by === "unknown" ? "a newer rollout" : by}`}`
  );
}

function linkTo(dossier: RolloutDossier): Markup {
  return html`<a href="#${anchorOf(dossier)}">${dossier.record.rollout.deploymentId}</a>`;
}
