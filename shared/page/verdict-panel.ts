import type { RolloutDossier } from "../domain/evidence.ts";
import { tellingLine } from "../domain/last-lines.ts";
import { holdsUntil, type OperatorDecision, standingDecision } from "../domain/operator-decision.ts";
import type { Instant } from "../domain/time.ts";
import { type Cause, causeOf } from "./cause.ts";
import { decidingLines } from "./check-section.ts";
import { html, type Markup, type Piece } from "./html.ts";
import { anchorOf, currentOf, type PageInput, standingOf, standingOfRelease } from "./standing.ts";
import { afterStart, count, dateAndTime, whatToDo } from "./words.ts";

/** The first screen: the verdict with its reason, and what to do; beside it what people decided. */
export function verdictPanel(input: PageInput): Markup {
  const [first, ...others] = currentOf(input.rollouts);
  const standing = standingOfRelease(input);
  const decision = standing === "inconclusive" ? "delegate" : first?.record.verdict?.decision;
  const silent = input.unanswered.map(({ region, reason }) => html`<p>${region} did not answer: ${reason}</p>`);
  const toDo =
    decision === undefined || decision === "none" ? undefined : html` <span class="decision">${decision}</span>`;
  return html`<section class="verdict ${standing}" aria-labelledby="verdict"><div>
<h2 id="verdict"><span class="word">${standing === "running" ? "still running" : standing}</span>${toDo}</h2>
<dl>${first && why(first, input)}${silent.length > 0 && item("Not known", silent)}
${item("Do", html`<p class="do">${decision === undefined ? "Wait: there is no verdict yet." : whatToDo[decision]}</p>`)}
${others.length > 0 && item("Besides", besides(others))}</dl></div>
${decisionsOf(input)}</section>`;
}

function item(name: string, text: Piece): Markup {
  return html`<div><dt>${name}</dt><dd>${text}</dd></div>`;
}

function why(dossier: RolloutDossier, { readAt }: PageInput): Markup {
  const { rollout, profile, verdict } = dossier.record;
  const { service, region, cluster } = rollout.name;
  const place = [...new Set([profile.environment, cluster, region])].join(", ");
  const { stop, fault, nextStep } = causeOf(dossier);
  const isBad = standingOf(dossier) === "failed" || standingOf(dossier) === "inconclusive";
  return html`${item("What", html`<p><a href="#${anchorOf(dossier)}"><b>${service}</b></a> in ${place}</p>`)}
${item("Since", html`<p>${since(dossier, readAt)}</p>`)}
${item("Why", html`<p class="reason">${verdict?.reason ?? waiting(dossier)}</p>${isBad && excerptOf(dossier)}`)}
${isBad && stop && !verdict?.reason.includes(stop.meaning) && item("Task", stopText(stop))}
${isBad && (fault ?? nextStep) && item(fault === undefined ? "Next" : "Fault", html`<p>${fault && html`<b>${fault}.</b> `}${nextStep}</p>`)}`;
}

function since(dossier: RolloutDossier, readAt: Instant): Markup {
  const { rollout, verdict, deadline } = dossier.record;
  if (verdict !== undefined) return html`${dateAndTime(verdict.at)}, ${afterStart(dossier, verdict.at)}`;
  const read = html`read ${afterStart(dossier, readAt)}`;
  return html`started ${dateAndTime(rollout.startedAt)}; ${read}; a verdict comes by ${dateAndTime(deadline)}`;
}

function stopText({ name, meaning, text }: NonNullable<Cause["stop"]>): Markup {
  return html`<p><b>${name}</b>: ${meaning} <span class="soft">${text}</span></p>`;
}

/** Lines in the first screen; all of them stand with their check. */
const mostLines = 6;

/** The lines that tell most. Those of a check on logs come in order; the last lines of a container first lead up to what went wrong. */
function excerptOf(dossier: RolloutDossier): Markup {
  const { finding, lines } = causeOf(dossier);
  const from = finding?.kind === "task-health" ? (tellingLine(lines.map(({ text }) => text))?.index ?? 0) : 0;
  const shown = lines.slice(from, from + mostLines);
  const left = lines.length - shown.length;
  return html`${decidingLines(shown, dossier.record.rollout)}${left > 0 && html`<p class="soft">${count(left, "more line")} with the check below.</p>`}`;
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

/** What people decided stands beside the verdict and never replaces it. */
function decisionsOf({ rollouts, readAt }: PageInput): Markup {
  const decided = rollouts.filter(({ decisions }) => decisions.length > 0);
  return html`<aside aria-labelledby="decisions"><h2 id="decisions">People's decisions</h2>${
    decided.length === 0
      ? html`<p class="soft">None. The verdict stands alone.</p>`
      : decided.map((dossier) => {
          const standing = standingDecision(dossier.decisions);
          const { service, region } = dossier.record.rollout.name;
          return html`<h3>${service} in ${region}</h3><ul class="plain">${dossier.decisions.toReversed().map((each) => {
            const isOver = each.decision === "proceed" && each.expiresAt <= readAt;
            const end = each !== standing ? "replaced" : isOver ? "expired" : undefined;
            return oneDecision(each, end);
          })}</ul>`;
        })
  }</aside>`;
}

function oneDecision(decided: OperatorDecision, end: string | undefined): Markup {
  const { at, decision, reason, by } = decided;
  const until = decision === "proceed" ? dateAndTime(decided.expiresAt) : holdsUntil(decided);
  const as = by.gitlabUser === undefined ? undefined : html`, as ${by.principal}`;
  const past = end === undefined ? undefined : html` class="past"`;
  const times = html`${dateAndTime(at)}, holds until ${until}${as}`;
  return html`<li${past}><b>${decision}</b>${end && ` (${end})`} by ${by.gitlabUser ?? by.principal}: ${reason}<span class="soft">${times}</span></li>`;
}
