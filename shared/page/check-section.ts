import { decidingFinding } from "../domain/cause.ts";
import type { CheckConfigRecord, RolloutDossier } from "../domain/evidence.ts";
import type { DecidingLine, Finding } from "../domain/finding.ts";
import { type ConsoleQuery, insightsLink, streamLink } from "../domain/logs-console.ts";
import { usualProbeTimeout } from "../domain/probe.ts";
import { containerNames, expectedPatterns, otherPatterns, urls } from "./check-config.ts";
import { html, type Markup } from "./html.ts";
import { logQueries } from "./log-query.ts";
import { clock, facts, fineClock, mark, outside } from "./words.ts";

/** Every check with its reason, its numbers, what it asked, and the lines that decided it; the deciding one first. */
export function checkSection(dossier: RolloutDossier): Markup {
  const deciding = decidingFinding(dossier);
  const others = dossier.findings.filter((finding) => finding !== deciding);
  return html`<ul class="checks">${[...(deciding ? [deciding] : []), ...others].map((finding) => oneCheck(dossier, finding))}</ul>`;
}

function oneCheck(dossier: RolloutDossier, finding: Finding): Markup {
  const { check, kind, mode, status, reason, deadline, at, lines = [] } = finding;
  const config = dossier.record.profile.checks.find(({ name }) => name === check);
  return html`<li class="check"><h4>${mark(status)} <span class="name">${check}</span> <span class="soft">${kind}${mode === "shadow" && " · shadow: judged, never decides"}</span></h4>
<p class="reason">${reason}</p>
${deadline !== undefined && html`<p class="soft">${status === "pending" ? "Gives up waiting" : "Was due"} at ${clock(deadline)} UTC; last judged at ${clock(at)} UTC.</p>`}
${numbers(finding)}
${decidingLines(lines, dossier.record.rollout)}
${config !== undefined && asked(dossier, config)}</li>`;
}

function numbers({ facts: known = {} }: Finding): Markup | false {
  const rows = Object.entries(known).map(([name, value]) => [words(name), value] as const);
  return rows.length > 0 && facts(rows);
}

/** `stop class` of `stopClass`. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Log lines in full with their times, stream by stream. */
export function decidingLines(
  lines: readonly DecidingLine[],
  { name, containers }: RolloutDossier["record"]["rollout"],
): Markup | false {
  const regionOf = (group: string): string =>
    containers.find(({ logs }) => logs?.group === group)?.logs?.region ?? name.region;
  const streams = [...Map.groupBy(lines, ({ group, stream }) => `${group} ${stream}`).values()];
  return (
    lines.length > 0 &&
    html`<div class="lines">${streams.map(
      ([first, ...rest]) =>
        first &&
        html`<ol>${[first, ...rest].map(({ at, text }) => html`<li><span class="when">${fineClock(at)}</span><code>${text}</code></li>`)}</ol>
<p class="soft">${first.group} · ${first.stream} · ${outside(streamLink(regionOf(first.group), first), "open in CloudWatch")}</p>`,
    )}</div>`
  );
}

/** What the check looks for, and the query that shows the same lines in the console. */
function asked(dossier: RolloutDossier, config: CheckConfigRecord): Markup | false {
  if (config.kind === "http") return askedEndpoints(config);
  if (!config.kind.startsWith("log-")) return false;
  const queries = logQueries(dossier, config);
  return html`<details class="asked"><summary>What was asked</summary><div>
${facts([
  [
    "waits for",
    phrases(expectedPatterns(config).map(({ label, quorum }) => `${label} (${quorum.replaceAll("-", " ")})`)),
  ],
  [
    config.kind === "log-errors" ? "counts" : "rejects",
    phrases([...presetRejections(config), ...otherPatterns(config)]),
  ],
  ["within", short(config["within"])],
  ["for", short(config["for"])],
  ["at most", short(config["max"])],
  ["containers", containerNames(config).join(", ") || "all"],
])}
${queries.map(oneQuery)}
${queries.length === 0 && html`<p class="soft">No log group of these containers is known.</p>`}</div></details>`;
}

function askedEndpoints(config: CheckConfigRecord): Markup {
  return html`<details class="asked"><summary>What was asked</summary><div>
${facts([
  ["asks", phrases(urls(config).map((url) => `GET ${url}`))],
  ["answers within", short(config["timeout"] ?? usualProbeTimeout)],
  ["may be down", short(config["maxDowntime"]) ?? "not at all"],
  ["for, after the rollout", short(config["for"]) ?? "1m"],
])}</div></details>`;
}

function oneQuery(query: ConsoleQuery): Markup {
  const place = `${query.group}, ${query.region}, ${clock(query.from)} to ${clock(query.to)} UTC`;
  const link = outside(insightsLink(query), "open this query in Logs Insights");
  return html`<p class="soft">${place} · ${link}</p><pre tabindex="0">${query.query}</pre>`;
}

function presetRejections({ preset }: CheckConfigRecord): readonly string[] {
  return typeof preset === "string" ? [`failure lines of ${preset}`] : [];
}

function phrases(texts: readonly string[]): Markup | undefined {
  return texts.length === 0 ? undefined : html`${texts.map((text) => html`<code>${text}</code> `)}`;
}

function short(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
