import type { RolloutDossier } from "../domain/evidence.ts";
import { humanDuration, type Instant, secondsBetween } from "../domain/time.ts";
import { html, type Markup } from "./html.ts";
import type { Standing } from "./standing.ts";

/** A status as a word on its colour: the word alone says it all. */
export function mark(status: Standing | "pending"): Markup {
  return html`<span class="mark ${status}">${status === "running" ? "still running" : status}</span>`;
}

/** `10:00:26` of an instant. */
export function clock(at: Instant): string {
  return at.slice(11, 19);
}

/** `10:00:26.006` of an instant. */
export function fineClock(at: Instant): string {
  return at.slice(11, 23);
}

/** `1 Mar 2026, 10:00:26 UTC`. */
export function dateAndTime(at: Instant): Markup {
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const [year, month = "1", day] = at.slice(0, 10).split("-");
  return html`<time datetime="${at}">${Number(day)} ${months[Number(month) - 1]} ${year}, ${clock(at)} UTC</time>`;
}

/** `29s after its start`. */
export function afterStart({ record }: Pick<RolloutDossier, "record">, at: Instant): string {
  return `${humanDuration(secondsBetween(record.rollout.startedAt, at))} after its start`;
}

/** `1 task`, `3 tasks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The last part of an ARN or of another name with slashes. */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** A list of names and values; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: Markup | string | number | undefined])[]): Markup {
  const given = rows.filter(([, value]) => value !== undefined && value !== "");
  return html`<dl class="facts">${given.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A link to another site, which learns nothing of this page. */
export function outside(address: string, text: string): Markup {
  return html`<a href="${address}" rel="noreferrer noopener">${text}</a>`;
}
