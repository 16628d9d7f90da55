import { type AdviceStep, adviceOf, sentence } from "../domain/advice.ts";
import { causeOf } from "../domain/cause.ts";
import { withoutExplanation } from "../domain/diagnosis.ts";
import type { RolloutDossier } from "../domain/evidence.ts";
import type { Instant } from "../domain/time.ts";
import { applyRows, lonelyApplyRows } from "./applies.ts";
import { decisionPanel } from "./decision-panel.ts";
import { excerptOf } from "./excerpt.ts";
import { html, type Markup, type Piece } from "./html.ts";
import { ownerLine } from "./owner-line.ts";
import { anchorOf, currentOf, type PageInput, standingOf, standingOfRelease } from "./standing.ts";
import { afterStart, count, dateAndTime } from "./words.ts";

/** The first screen: the verdict with its reason, what became of the rollout, and what to do; beside it what people decided. */
export function verdictPanel(input: PageInput): Markup {
  const [first, ...others] = currentOf(input.rollouts);
  const standing = standingOfRelease(input);
  const { notRolledOut = [] } = input;
  const decision = standing === "inconclusive" ? "delegate" : first?.record.verdict?.decision;
  const silent = input.unanswered.map(({ region, reason }) => html`<p>${region} did not answer: ${reason}</p>`);
  const toDo =
    decision === undefined || decision === "none" ? undefined : html` <span class="decision">${decision}</span>`;
  return html`<section class="verdict ${standing}" aria-labelledby="verdict"><div>
<h2 id="verdict"><span class="word">${standing === "running" ? "still running" : standing}</span>${toDo}</h2>
<dl>${first && about(first, input)}${silent.length > 0 && item("Not known", silent)}
${toDoItems(first, standing)}
${others.length > 0 && item("Besides", besides(others))}${notRolledOut.length > 0 && item("Terraform", lonelyApplyRows(notRolledOut))}</dl></div>
${decisionPanel(input)}</section>`;
}

function item(name: string, text: Piece): Markup {
  return html`<div><dt>${name}</dt><dd>${text}</dd></div>`;
}

function about(dossier: RolloutDossier, { readAt }: PageInput): Markup {
  const { rollout, profile, verdict } = dossier.record;
  const { service, region, cluster } = rollout.name;
  const place = [...new Set([profile.environment, cluster, region])].join(", ");
  return html`${item("What", html`<p><a href="#${anchorOf(dossier)}"><b>${service}</b></a> in ${place} <span class="soft when-row">${when(dossier, readAt)}</span></p>`)}
${item("Why", html`<p class="reason">${verdict ? withoutExplanation(verdict.reason) : waiting(dossier)}</p>${isBad(dossier) && excerptOf(dossier)}`)}
${dossier.applies.length > 0 && item("Terraform", applyRows(dossier.applies))}
${isBad(dossier) && fault(dossier)}`;
}

function isBad(dossier: RolloutDossier): boolean {
  return standingOf(dossier) === "failed" || standingOf(dossier) === "inconclusive";
}

function when(dossier: RolloutDossier, readAt: Instant): Markup {
  const { rollout, verdict, deadline } = dossier.record;
  if (verdict !== undefined) return html`${afterStart(dossier, verdict.at)}, ${dateAndTime(verdict.at)}`;
  const read = html`read ${afterStart(dossier, readAt)}`;
  return html`started ${dateAndTime(rollout.startedAt)}; ${read}; a verdict comes by ${dateAndTime(deadline)}`;
}

/** Whose fault it is, what that means, and what ECS said of the task that tells most. */
function fault(dossier: RolloutDossier): Markup | false {
  const { fault: whose, stop, dependency, meaning } = causeOf(dossier);
  const who = dependency === undefined ? whose : `${whose ?? "The release"}, or ${dependency}`;
  const said =
    stop && !dossier.record.verdict?.reason.includes(stop.text) && html` <span class="soft">${stop.text}</span>`;
  if (who === undefined && meaning === undefined) return false;
  return item("Fault", html`<p>${who !== undefined && html`<b>${who}.</b> `}${meaning}${said}</p>`);
}

/** A Region that did not answer leaves nothing to advise but to look. */
function toDoItems(first: RolloutDossier | undefined, standing: string): Markup {
  const advice = first && standingOf(first) === standing ? adviceOf(first) : undefined;
  const steps = advice?.steps ?? [{ about: "release" as const, text: noAdvice(standing) }];
  const rollback = steps.filter(({ about }) => about === "rollback");
  const others = steps.filter(({ about }) => about !== "rollback" && about !== "owner");
  const owner = first?.record.profile.owner;
  return html`${item("Do", html`<div class="do">${others.map(oneStep)}</div>`)}
${rollback.length > 0 && item("Rollback", rollback.map(oneStep))}${owner && item("Owner", ownerLine(owner))}`;
}

function noAdvice(standing: string): string {
  return standing === "running"
    ? "Wait: there is no verdict yet."
    : "Nobody can call this release healthy: stop the pipeline, and find out what is not known.";
}

function oneStep(step: AdviceStep): Markup {
  return html`<p>${sentence(step)}${step.code !== undefined && html` <code>${step.code}</code>`}</p>`;
}

function waiting({ findings, record }: RolloutDossier): string {
  const open = findings.filter(({ status }) => status === "pending");
  if (open.length === 0) return `${count(record.profile.checks.length, "check")} still to be looked at`;
  return open.map(({ check, reason }) => `${check}: ${reason}`).join("; ");
}

function besides(others: readonly RolloutDossier[]): Markup {
  const counted = Map.groupBy(others, (each) => standingOf(each));
  const links = others.filter((each) => ["failed", "inconclusive", "running"].includes(standingOf(each))).slice(0, 6);
  const counts = [...counted].map(
    ([standing, all]) => `${count(all.length, "rollout")} ${standing === "running" ? "still running" : standing}`,
  );
  return html`<p>${counts.join(", ")}${links.length > 0 && ": "}${links.map((each, index) => [index > 0 && ", ", linkTo(each)])}</p>`;
}

function linkTo(dossier: RolloutDossier): Markup {
  const { service, region } = dossier.record.rollout.name;
  return html`<a href="#${anchorOf(dossier)}">${service} in ${region}</a>`;
}
