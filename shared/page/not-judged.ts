import type { RolloutDossier } from "../domain/evidence.ts";
import { humanDuration } from "../domain/time.ts";
import { html, type Markup } from "./html.ts";

/** What the evidence does not tell, and why: each is a sentence. */
export function notJudged({ record, findings, coverage }: RolloutDossier): readonly string[] {
  const open = findings.filter(({ status }) => status === "pending").map(({ check }) => check);
  const blind = findings.filter(({ status, supersededBy }) => status === "inconclusive" && supersededBy === undefined);
  const byReason = [...Map.groupBy(blind, ({ reason }) => reason)];
  const isOver = record.verdict !== undefined;
  const absent = record.profile.checks.filter(({ name }) => !findings.some(({ check }) => check === name));
  return [
    ...(record.denied === undefined ? [] : [`The opening was denied a read: ${record.denied}.`]),
    ...record.profile.problems.map((problem) => `The profile could not be used as it is: ${problem}.`),
    ...byReason.map(([reason, all]) => `${all.map(({ check }) => check).join(", ")}: ${reason}.`),
    ...(open.length > 0 ? [`${isOver ? "Still open at the verdict" : "Still open"}: ${open.join(", ")}.`] : []),
    ...absent.map(({ name }) => `${name}: never looked at.`),
    ...(coverage?.unreadable ?? []).map(
      ({ container, reason }) => `Lines of container ${container} cannot be read: ${reason}.`,
    ),
    ...(coverage !== undefined && coverage.blindSeconds > 0
      ? [`No reader could look at the logs for ${humanDuration(coverage.blindSeconds)}; deadlines moved by as much.`]
      : []),
  ].map((text) => text.replace(/\.\.$/, "."));
}

export function notJudgedSection(dossier: RolloutDossier): Markup | false {
  const texts = notJudged(dossier);
  return (
    texts.length > 0 && html`<h4>Not judged</h4><ul class="plain">${texts.map((text) => html`<li>${text}</li>`)}</ul>`
  );
}
