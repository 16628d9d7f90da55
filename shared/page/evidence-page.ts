import type { RolloutDossier } from "../domain/evidence.ts";
import { html, type Markup } from "./html.ts";
import { layout } from "./layout.ts";
import { ledger } from "./ledger.ts";
import { rolloutSection } from "./rollout-section.ts";
import { anchorOf, inReadingOrder, type PageInput, standingOf, standingOfRelease } from "./standing.ts";
import { verdictPanel } from "./verdict-panel.ts";
import { count, dateAndTime, mark } from "./words.ts";

/** Rollouts that are open from the start: what needs a person, as long as it can be read at a glance. */
const mostOpen = 3;

export interface PageLimits {
  /** Rollouts with all their evidence; the rest have a line each. All unless told. */
  readonly rollouts?: number;
}

/** The evidence of a release as one HTML file that needs nothing else. Whatever a log line or a reason holds stays text. */
export function evidencePage(input: PageInput, { rollouts: most = Number.POSITIVE_INFINITY }: PageLimits = {}): string {
  const ordered = inReadingOrder(input.rollouts);
  const shown = ordered.slice(0, most);
  const title = `${input.releaseId}: ${standingOfRelease(input)}`;
  const section = (dossier: RolloutDossier, index: number): Markup =>
    rolloutSection({
      dossier,
      isOpen: isOpen(dossier, index, ordered),
      readAt: input.readAt,
      ...neighbours(dossier, ordered),
    });
  return layout(
    title,
    html`<a class="skip" href="#rollouts">To the rollouts</a>${heading(input)}<main>${verdictPanel(input)}${ledger(input)}
<section aria-labelledby="rollouts"><h2 id="rollouts">Rollouts</h2>${folding(shown, ordered)}
${shown.map(section)}${ordered.slice(most).map(restLine)}</section></main>
<footer><p>Read ${dateAndTime(input.readAt)}. All times are UTC. Made by ecs-rollout-validator; the page loads nothing and runs no script.</p></footer>`,
  );
}

/** Two services can have releases of one id: each project and commit is named. */
function heading({ releaseId, rollouts }: PageInput): Markup {
  const sources = [...new Set(rollouts.map(sourceOf).filter((source) => source !== ""))];
  const more = sources.length - mostSources;
  return html`<header><p class="soft">Rollout evidence</p><h1>${releaseId}</h1>
${sources.slice(0, mostSources).map((source) => html`<p class="soft">${source}</p>`)}
${sources.length === 0 && html`<p class="soft">No commit is known of this release.</p>`}
${more > 0 && html`<p class="soft">and ${count(more, "more commit")}</p>`}</header>`;
}

const mostSources = 3;

function sourceOf({ record: { release } }: RolloutDossier): string {
  return [
    release.project,
    release.commit && `commit ${release.commit.slice(0, 12)}`,
    release.pipelineId && `pipeline ${release.pipelineId}`,
    release.ref,
  ]
    .filter(Boolean)
    .join(" · ");
}

function isOpen(dossier: RolloutDossier, index: number, all: readonly RolloutDossier[]): boolean {
  const standing = standingOf(dossier);
  return all.length === 1 || (index < mostOpen && standing !== "passed" && standing !== "superseded");
}

/** Says what the reader does not see at once. */
function folding(shown: readonly RolloutDossier[], all: readonly RolloutDossier[]): Markup | false {
  const closed = shown.filter((dossier, index) => !isOpen(dossier, index, all)).length;
  const left = all.length - shown.length;
  const texts = [
    closed > 0 && `${count(closed, "rollout")} closed: open one for its evidence.`,
    left > 0 &&
      `${count(left, "more rollout")} in a line each at the end, as the page would grow too large; the command line has all evidence.`,
  ].filter((text) => text !== false);
  return texts.length > 0 && html`<p class="soft">${texts.join(" ")}</p>`;
}

/** A rollout without its evidence. */
function restLine(dossier: RolloutDossier): Markup {
  const { rollout, verdict } = dossier.record;
  const { service, region } = rollout.name;
  return html`<p class="rest" id="${anchorOf(dossier)}">${mark(standingOf(dossier))} <b>${service}</b> <span class="soft">${region}, ${rollout.deploymentId}</span> ${verdict?.reason}</p>`;
}

/** The rollouts of the same service just before and after this one. */
function neighbours(dossier: RolloutDossier, shown: readonly RolloutDossier[]) {
  const { serviceArn } = dossier.record.rollout;
  const own = shown
    .filter(({ record }) => record.rollout.serviceArn === serviceArn)
    .toSorted((one, other) => (one.record.rollout.startedAt < other.record.rollout.startedAt ? -1 : 1));
  const place = own.indexOf(dossier);
  return { before: own[place - 1], after: own[place + 1] };
}
