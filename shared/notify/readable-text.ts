import { stepText } from "../domain/advice.ts";
import { executionLink } from "../domain/console-links.ts";
import { everyFinding } from "../domain/every-finding.ts";
import type { ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import { humanDuration, secondsBetween } from "../domain/time.ts";
import { oneLine } from "./safe-text.ts";
import { evidenceCommand, headlines, stepsOf, type Told } from "./told.ts";

/** For people who read it in an e-mail: the verdict first, then why, what to do, and where to look. */
export function readableText(told: Told): string {
  const { record, verdict, findings } = told;
  const { service, cluster, region } = record.rollout.name;
  const place = `${cluster}/${service}, ${record.profile.environment}, ${region}`;
  const release = oneLine(record.release.id, 200);
  if (verdict === undefined)
    return paragraphs([
      [`${headlines.started}: ${release}`, place],
      [`The verdict comes by ${record.deadline}.`],
      origin(record),
    ]);
  const took = humanDuration(secondsBetween(record.rollout.startedAt, verdict.at));
  return paragraphs([
    [`${headlines[verdict.status]}: ${release}`, place],
    [oneLine(verdict.reason, 1000), `Decision: ${verdict.decision}`],
    [
      ...stepsOf(told).map((step) => oneLine(stepText(step), 1000)),
      `Every check and its lines: ${evidenceCommand(release)}`,
    ],
    [`Checks: ${verdict.passedChecks} of ${verdict.gateChecks} passed, after ${took}`, ...checks(record, findings)],
    origin(record),
  ]);
}

function checks(record: ValidationRecord, findings: readonly Finding[]): readonly string[] {
  return everyFinding(record, findings).map(({ check, mode, status, reason }) => {
    const shadow = mode === "shadow" ? " (shadow)" : "";
    return `  ${status.padEnd(12)} ${oneLine(check, 60)}${shadow}: ${oneLine(reason, 300)}`;
  });
}

function origin({ release, rollout, executionArn }: ValidationRecord): readonly string[] {
  return [
    ...(release.commit === undefined ? [] : [`Commit: ${release.commit}`]),
    ...(release.pipelineId === undefined ? [] : [`Pipeline: ${oneLine(release.pipelineId, 40)}`]),
    `Rollout: ${rollout.deploymentId}, started ${rollout.startedAt}`,
    `Validation: ${executionLink(executionArn)}`,
  ];
}

function paragraphs(parts: readonly (readonly string[])[]): string {
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
