import { adviceOf, reasonBeside } from "../../shared/domain/advice.ts";
import { changesAfterVerdict } from "../../shared/domain/changes-after-verdict.ts";
import { executionLink } from "../../shared/domain/console-links.ts";
import type { Delivery, RolloutDossier, ValidationRecord } from "../../shared/domain/evidence.ts";
import { identityRows, type Row } from "../../shared/domain/identity-rows.ts";
import { humanDuration, secondsBetween } from "../../shared/domain/time.ts";
import { wholeTimeline } from "../../shared/domain/whole-timeline.ts";
import { applyLines } from "../applied/apply-lines.ts";
import { personLines } from "../decide/person-lines.ts";
import { adviceLines } from "../text/advice-lines.ts";
import { type Line, line, styled } from "../text/line.ts";
import { verdictSpan } from "../text/marks.ts";
import { wrap } from "../text/wrap.ts";
import { checkLines } from "./check-tree.ts";
import { clock } from "./clock.ts";
import { coverageLines } from "./coverage-lines.ts";
import { readingLines } from "./reading-lines.ts";
import { taskLines, timelineLines } from "./timeline-tree.ts";

/** Everything kept of one rollout as an indented tree; times are UTC. */
export function rolloutTree(dossier: RolloutDossier, columns: number): readonly Line[] {
  const { record, findings, measurements, coverage, deliveries, decisions } = dossier;
  const timeline = wholeTimeline(dossier);
  const { entries: later } = changesAfterVerdict(dossier);
  return [
    ...heading(dossier, columns),
    ...section("people", personLines(decisions, columns)),
    ...section(
      "checks",
      findings.flatMap((finding) => checkLines(finding, columns)),
    ),
    ...section("tasks", taskLines([...timeline, ...later], columns)),
    ...section("timeline", timelineLines(timeline, columns)),
    ...section(
      "GitLab",
      deliveries.flatMap((delivery) => deliveryLines(delivery, columns)),
    ),
    ...section("readings, which no check judged", readingLines(dossier, columns)),
    ...section("logs", coverage === undefined ? [] : coverageLines(coverage)),
    ...section(
      "notes",
      [...record.notes, ...record.profile.problems].flatMap((note) => paragraph(note, columns)),
    ),
    ...section("identity", identityLines(record, measurements.length)),
    ...section("links", [line("    workflow  ", executionLink(record.executionArn))]),
  ];
}

function heading(dossier: RolloutDossier, columns: number): readonly Line[] {
  const { release, rollout, profile, verdict } = dossier.record;
  const { service, cluster, region } = rollout.name;
  const outcome = verdict ? verdictSpan(verdict.status, verdict.decision) : styled("yellow", "no verdict yet");
  const where = `   ${service} (${[...new Set([profile.environment, cluster, region])].join(", ")}) ${rollout.deploymentId}`;
  const head = line(styled("bold", release.id), "  ", outcome, where);
  const applied = applyLines(dossier.applies);
  if (verdict === undefined) return [head, ...applied];
  const after = humanDuration(secondsBetween(rollout.startedAt, verdict.at));
  const advice = adviceOf(dossier);
  return [
    head,
    ...wrap(reasonBeside(advice, verdict.reason), columns - 2).map((text) => line(`  ${text}`)),
    line(
      styled(
        "dim",
        `  ${verdict.at}, ${after} after the rollout's start; ${verdict.passedChecks} of ${verdict.gateChecks} deciding checks passed`,
      ),
    ),
    ...applied,
    ...adviceLines(advice, columns - 2).map((each) => line("  ", ...each)),
  ];
}

function section(title: string, lines: readonly Line[]): readonly Line[] {
  return lines.length === 0 ? [] : [line(styled("bold", `  ${title}`)), ...lines];
}

function paragraph(text: string, columns: number): readonly Line[] {
  return wrap(text, columns - 4).map((each) => line(`    ${each}`));
}

function deliveryLines({ at, name, state, description, posted }: Delivery, columns: number): readonly Line[] {
  const pipeline = posted.pipelineId === undefined ? "" : ` in pipeline ${posted.pipelineId}`;
  return [
    line(styled("dim", `    ${clock(at)}  `), `${state}  ${posted.outcome}${pipeline}`, styled("dim", `  ${name}`)),
    ...[description, posted.reason]
      .filter((text) => text !== undefined)
      .flatMap((text) => wrap(text, columns - 18).map((each) => line(`${" ".repeat(18)}${each}`))),
  ];
}

function identityLines(record: ValidationRecord, measurements: number): readonly Line[] {
  const rows: readonly Row[] = [
    ...identityRows(record),
    ["validation", `opened ${record.openedAt}, at the latest over by ${record.deadline}`],
    ["measurements", `${measurements} kept (--json shows them)`],
  ];
  return rows
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => line(styled("dim", `    ${name.padEnd(16)}`), value ?? ""));
}
