import type { Owner } from "../domain/owner.ts";
import { html, type Markup } from "./html.ts";
import { outside } from "./words.ts";

/** Whom to call. Only an https address becomes a link. */
export function ownerLine({ team, contact, runbook }: Owner): Markup {
  const link = runbook?.startsWith("https://") ? outside(runbook, "runbook") : runbook;
  return html`<p><b>${team}</b>${contact !== undefined && html` (${contact})`}${link !== undefined && html`, ${link}`}</p>`;
}
