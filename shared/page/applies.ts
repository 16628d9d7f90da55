import { type ApplyResult, applyPlace, applyText } from "../domain/apply-result.ts";
import { html, type Markup } from "./html.ts";
import { dateAndTime, outside } from "./words.ts";

/** What Terraform said, with the way to the job that told it. */
export function applyRows(applies: readonly ApplyResult[]): readonly Markup[] {
  return applies.map((apply) => html`<p>${applyText(apply)}${source(apply)}</p>`);
}

/** Applies after which no rollout was seen. */
export function lonelyApplyRows(applies: readonly ApplyResult[]): readonly Markup[] {
  return applies.map(
    (apply) => html`<p>${applyPlace(apply)}: ${applyText(apply)}; no rollout of it is known there${source(apply)}</p>`,
  );
}

/** Only an https address becomes a link. */
function source({ at, jobUrl }: ApplyResult): Markup {
  const job = jobUrl?.startsWith("https://") ? outside(jobUrl, "job") : jobUrl;
  return html` <span class="soft">${dateAndTime(at)}${job !== undefined && html`, ${job}`}</span>`;
}
