import type { RolloutDossier } from "../domain/evidence.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import { html, type Markup } from "./html.ts";
import { anchorOf, currentOf, type PageInput, standingOf } from "./standing.ts";
import { clock, count, mark } from "./words.ts";

/** Regions beside services: what came of the release in each place, with a link to its evidence. */
export function ledger({ rollouts, unanswered }: PageInput): Markup {
  const current = currentOf(rollouts);
  const answered = [...new Set(rollouts.map(({ record }) => record.rollout.name.region))].sort();
  const silent = unanswered.map(({ region }) => region).filter((region) => !answered.includes(region));
  const services = [...Map.groupBy(current, serviceOf)];
  return html`<section aria-labelledby="ledger"><h2 id="ledger">Regions and services</h2><div class="scroll" tabindex="0" role="region" aria-label="Table of Regions and services">
<table class="ledger"><thead><tr><th scope="col">Service</th>${[...answered, ...silent].map((region) => html`<th scope="col">${region}</th>`)}</tr></thead>
<tbody>${services.map(
    ([name, own]) =>
      html`<tr><th scope="row">${name}</th>${answered.map((region) =>
        cell(
          own.filter((each) => regionOf(each) === region),
          rollouts,
        ),
      )}${silent.map(() => html`<td><span class="mark inconclusive">no answer</span></td>`)}</tr>`,
  )}</tbody></table></div>
${services.length === 0 && html`<p class="soft">No Region that answered knows a rollout of this release.</p>`}</section>`;
}

/** Two clusters of a Region may have services of one name. */
function serviceOf({ record }: RolloutDossier): string {
  const { service, cluster } = record.rollout.name;
  return cluster === record.profile.environment || cluster === "default" ? service : `${cluster}/${service}`;
}

function regionOf({ record }: RolloutDossier): string {
  return record.rollout.name.region;
}

function cell(own: readonly RolloutDossier[], all: readonly RolloutDossier[]): Markup {
  if (own.length === 0) return html`<td class="soft">not rolled out</td>`;
  return html`<td>${own.map((dossier) => {
    const { verdict, rollout } = dossier.record;
    const earlier = all.filter(({ record }) => record.rollout.serviceArn === rollout.serviceArn).length - 1;
    const when =
      verdict === undefined
        ? `since ${clock(rollout.startedAt)}`
        : `${clock(verdict.at)}, ${humanDuration(secondsBetween(rollout.startedAt, verdict.at))}`;
    return html`<a href="#${anchorOf(dossier)}">${mark(standingOf(dossier))}</a> <span class="soft">${when}${earlier > 0 && `, ${count(earlier, "earlier rollout")}`}</span>`;
  })}</td>`;
}
