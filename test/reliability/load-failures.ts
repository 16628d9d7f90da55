import type { Reading } from "../../shared/domain/readings.ts";
import type { FleetOutcome, FleetRow } from "./fleet.ts";
import { percentile } from "./load-tables.ts";

/** p95 of the delay after the deciding moment, in seconds. */
const latestSeconds = 30;

const shownStates: Readonly<Record<string, string>> = {
  passed: "success",
  failed: "failed",
  inconclusive: "failed",
  superseded: "canceled",
};

/** What a load run must not show: a wrong, missing or late verdict, a quota in a reason, a status that says something else, a reading that was not taken. */
export function loadFailures({ rows, executions, troubles }: FleetOutcome): readonly string[] {
  const p95 = percentile(
    rows.map(({ delay = Number.POSITIVE_INFINITY }) => delay),
    0.95,
  );
  return [
    ...rows.flatMap(rowFailures),
    ...(p95 > latestSeconds ? [`p95 is ${p95.toFixed(1)} s, at most ${latestSeconds} s are right`] : []),
    ...executions
      .filter(({ status }) => status !== "SUCCEEDED")
      .map(({ name, status }) => `execution ${name} is ${status}`),
    ...troubles,
  ];
}

function rowFailures({ member, dossier, shown }: FleetRow): readonly string[] {
  const { name } = member.read.scenario.service;
  const verdict = dossier?.record.verdict;
  if (verdict === undefined) return [`${name} (${member.kind}) has no verdict`];
  const { status, decision, reason } = verdict;
  return [
    ...(status === member.verdict && decision === member.decision
      ? []
      : [`${name} (${member.kind}) is ${status}, ${decision}: ${reason}`]),
    ...(/throttl|rate exceeded|quota/i.test(reason) ? [`${name}: a quota reached the verdict: ${reason}`] : []),
    ...readingFailures(name, dossier?.readings ?? []),
    ...(shown === shownStates[status] ? [] : [`${name}: GitLab shows ${shown ?? "nothing"} for ${status}`]),
  ];
}

/** Of target health and one metric (subjects.ts). */
function readingFailures(name: string, readings: readonly Reading[]): readonly string[] {
  const taken = readings.filter(({ problem }) => problem === undefined);
  if (taken.length === 2) return [];
  return [`${name}: of 2 readings ${taken.length} were taken: ${readings.map(({ problem }) => problem).join("; ")}`];
}
