import type { Delivery, Dossier, Measurement, RolloutDossier, TimelineEntry } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { LogCoverage } from "../domain/log.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { Task } from "../domain/task.ts";
import { pointerKey, rolloutSort } from "./evidence-keys.ts";
import type { Item } from "./evidence-table.ts";
import { recordOf } from "./record-item.ts";

/** Puts the items of a release and the tasks of its rollouts together again, rollout by rollout, oldest first. */
export function dossierOf(releaseId: string, items: readonly Item[]): Dossier | undefined {
  const rollouts = items
    .flatMap((item) => recordOf(item) ?? [])
    .map((record): RolloutDossier => {
      const prefix = `${rolloutSort(record.key.rollout)}#`;
      const own = items.filter((item) => String(item["SK"]).startsWith(prefix));
      const all = <Value>(name: string): readonly Value[] =>
        own.flatMap((item) => (item[name] === undefined ? [] : [item[name] as Value]));
      const { PK: pointer } = pointerKey(record.key.rollout);
      const [coverage] = all<LogCoverage>("coverage");
      return {
        record,
        findings: inProfileOrder(all<Finding>("finding"), record.profile.checks),
        tasks: items.flatMap((item) => (item["PK"] === pointer ? [item["task"] as Task] : [])),
        measurements: all<Measurement>("measurement"),
        timeline: all<TimelineEntry>("entry"),
        deliveries: all<Delivery>("delivery"),
        decisions: all<OperatorDecision>("decision"),
        ...(coverage !== undefined && { coverage }),
      };
    });
  const sorted = rollouts.sort((one, other) =>
    one.record.rollout.startedAt < other.record.rollout.startedAt ? -1 : 1,
  );
  return sorted.length === 0 ? undefined : { releaseId, rollouts: sorted };
}

function inProfileOrder(
  findings: readonly Finding[],
  checks: readonly { readonly name: string }[],
): readonly Finding[] {
  const place = ({ check }: Finding): number => {
    const index = checks.findIndex(({ name }) => name === check);
    return index < 0 ? -1 : index;
  };
  return [...findings].sort((one, other) => place(one) - place(other));
}
