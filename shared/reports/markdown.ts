import { printable } from "../domain/excerpt.ts";
import type { Finding } from "../domain/finding.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import { decisionOf, environmentOfPlace, personOf, type Report, type ReportedPlace, worstPlace } from "./report.ts";

const mostLines = 5;
const longestText = 1000;

/** The verdict as Markdown for a comment or a job summary. Everything that came from outside stands in code, where nothing is obeyed. */
export function markdown(report: Report): string {
  const worst = worstPlace(report);
  const title = `## ${code(report.service)} ${code(report.release)}: ${worst?.status ?? "missing"} -> ${decisionOf(worst)}`;
  return `${[title, ...report.places.flatMap(placeLines)].join("\n")}\n`;
}

function placeLines(place: ReportedPlace): readonly string[] {
  const { region, status, reason, rollout } = place;
  const person = personOf(place);
  return [
    "",
    `### ${code(region)} (${code(environmentOfPlace(place))}): ${status}`,
    "",
    code(reason),
    ...(rollout?.record.verdict ? ["", whenLine(rollout.record)] : []),
    ...(person
      ? [
          "",
          `**Decided by a person:** ${person.decision}, by ${code(person.by.principal)} at ${person.at}: ${code(person.reason)}`,
        ]
      : []),
    "",
    ...(rollout?.findings.flatMap(checkLines) ?? []),
  ];
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

/** A code span around text in which nothing ends it: its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const flat = printable(text).replace(/\s+/g, " ").trim().slice(0, longestText).toWellFormed() || " ";
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}
