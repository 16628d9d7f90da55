import { html, textOf } from "../../shared/page/html.ts";
import type { FakeRow, GitlabWorld } from "./world.ts";

/** What a person sees on a commit: its latest statuses, each a link to where it leads. The simulation's own page, which no GitLab has. */
export function statusPage({ rows, projects }: GitlabWorld): Response {
  const shown = rows.filter(({ retried }) => !retried).toReversed();
  const projectOf = ({ projectId }: FakeRow): string => projects.find(({ id }) => id === projectId)?.path ?? "";
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width"><title>Commit statuses</title><style>body{font:1rem/1.5 system-ui;margin:2rem;color-scheme:light dark}
td,th{padding:.2rem 1rem .2rem 0;text-align:left;vertical-align:top}</style></head><body><h1>Commit statuses</h1>
${shown.length === 0 && html`<p>None yet.</p>`}
<table>${shown.map(
    (row) =>
      html`<tr><td><b>${row.status}</b></td><td><a href="${row.targetUrl ?? ""}">${row.name}</a><br>${row.description ?? ""}</td><td>${projectOf(row)}@${row.sha.slice(0, 8)}</td></tr>`,
  )}</table><p>The simulated GitLab. A status leads to what its job made of it.</p></body></html>`;
  return new Response(textOf(page), { headers: { "content-type": "text/html; charset=utf-8" } });
}
