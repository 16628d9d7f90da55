import { type AdviceStep, adviceOf, reasonBeside } from "../domain/advice.ts";
import { type ApplyResult, applyText } from "../domain/apply-result.ts";
import type { Finding } from "../domain/finding.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import { afterDeployment } from "./after-deployment.ts";
import { checkTable } from "./check-table.ts";
import { code } from "./code-span.ts";
import { decisionOf, environmentOfPlace, personOf, type Report, type ReportedPlace, worstPlace } from "./report.ts";

const mostLines = 5;

/** The verdict as Markdown for a comment or a job summary. Everything that came from outside stands in code, where nothing is obeyed. */
export function markdown(report: Report): string {
  const worst = worstPlace(report);
  const title = `## ${code(report.service)} ${code(report.release)}: ${worst?.status ?? "missing"} -> ${decisionOf(worst)}`;
  return `${[title, ...report.places.flatMap(placeLines), ...afterDeployment(report)].join("\n")}\n`;
}

function placeLines(place: ReportedPlace): readonly string[] {
  const { region, status, reason, rollout, applies = [] } = place;
  const person = personOf(place);
  const advice = rollout && adviceOf(rollout);
  return [
    "",
    `### ${code(region)} (${code(environmentOfPlace(place))}): ${status}`,
    "",
    code(reasonBeside(advice, reason)),
    ...(rollout?.record.verdict ? ["", whenLine(rollout.record)] : []),
    ...(applies.length > 0 ? ["", ...applies.map(applyLine)] : []),
    ...(rollout ? adviceLines(advice?.steps) : []),
    ...(person
      ? [
          "",
          `**Decided by a person:** ${person.decision}, by ${code(person.by.principal)} at ${person.at}: ${code(person.reason)}`,
        ]
      : []),
    "",
    ...(rollout ? [...checkTable(rollout), ""] : []),
    ...(rollout?.findings.flatMap(checkLines) ?? []),
  ];
}

/** The address stands in code as well: a Markdown link would be obeyed. */
function applyLine(apply: ApplyResult): string {
  const job = apply.jobUrl === undefined ? "" : `, by ${code(apply.jobUrl)}`;
  return `- ${applyText(apply)} at ${apply.at}${job}`;
}

function adviceLines(steps: readonly AdviceStep[] = []): readonly string[] {
  const told = steps.map(({ text, code: ending, said = ending }) =>
    said === undefined ? text : `${text} ${code(said)}`,
  );
  return told.length === 0 ? [] : ["", "**What to do:**", "", ...told.map((text, index) => `${index + 1}. ${text}`)];
}

function whenLine({ verdict, rollout }: NonNullable<ReportedPlace["rollout"]>["record"]): string {
  if (verdict === undefined) return "";
  const after = humanDuration(secondsBetween(rollout.startedAt, verdict.at));
  return `${verdict.at}, ${after} after the rollout's start; ${verdict.passedChecks} of ${verdict.gateChecks} deciding checks passed.`;
}

function checkLines({ check, mode, status, reason, lines = [] }: Finding): readonly string[] {
  const shadow = mode === "shadow" ? " (shadow)" : "";
  const shown = status === "passed" ? [] : lines.slice(0, mostLines);
  return [`- **${status}**${shadow} ${code(check)}: ${code(reason)}`, ...shown.map(({ text }) => `  - ${code(text)}`)];
}
