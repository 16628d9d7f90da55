import { type ApplyResult, appliesAlone, appliesBeside } from "../domain/apply-result.ts";
import type { DeploymentSignal } from "../domain/deployment-signal.ts";
import type {
  Delivery,
  Dossier,
  Measurement,
  RolloutDossier,
  TimelineEntry,
  ValidationRecord,
} from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { LogCoverage } from "../domain/log.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { Reading } from "../domain/readings.ts";
import { pointerKey, rolloutSort } from "./evidence-keys.ts";
import type { Item } from "./item.ts";
import { readingOf } from "./reading-item.ts";
import { recordOf } from "./record-item.ts";
import { taskOf } from "./task-item.ts";

/** Puts the items of a release and what lies beside the pointers of its rollouts together again, rollout by rollout, oldest first. */
export function dossierOf(releaseId: string, items: readonly Item[]): Dossier | undefined {
  // Grouped once: a release of 500 rollouts has 150,000 items.
  const [byRollout, byPartition] = [Map.groupBy(items, rolloutOf), Map.groupBy(items, (item) => item["PK"])];
  const applies = items.flatMap((item) => (item["apply"] as ApplyResult | undefined) ?? []);
  const records = items.flatMap((item) => recordOf(item) ?? []);
  const known = records.map(({ rollout }) => rollout);
  const rollouts = records.map((record): RolloutDossier => {
    const own = byRollout.get(rolloutSort(record.key.rollout)) ?? [];
    const all = <Value>(name: string): readonly Value[] =>
      own.flatMap((item) => (item[name] === undefined ? [] : [item[name] as Value]));
    const { PK: pointer } = pointerKey(record.key.rollout);
    const beside = byPartition.get(pointer) ?? [];
    const [coverage] = all<LogCoverage>("coverage");
    return {
      record,
      findings: inProfileOrder(all<Finding>("finding"), record.profile.checks),
      tasks: beside.flatMap((item) => taskOf(item) ?? []),
      measurements: all<Measurement>("measurement"),
      timeline: all<TimelineEntry>("entry"),
      signals: beside.flatMap((item) => (item["signal"] as DeploymentSignal | undefined) ?? []).sort(byTime),
      deliveries: all<Delivery>("delivery"),
      readings: inPlanOrder(
        own.flatMap((item) => readingOf(item) ?? []),
        record.profile,
      ),
      decisions: all<OperatorDecision>("decision"),
      applies: appliesBeside(record.rollout, known, applies),
      ...(coverage !== undefined && { coverage }),
    };
  });
  const sorted = rollouts.sort((one, other) =>
    one.record.rollout.startedAt < other.record.rollout.startedAt ? -1 : 1,
  );
  const notRolledOut = appliesAlone(known, applies);
  if (sorted.length === 0 && notRolledOut.length === 0) return undefined;
  return { releaseId, rollouts: sorted, ...(notRolledOut.length > 0 && { notRolledOut }) };
}

/** The beginning of the sort key that everything of one rollout has: no part of it holds a `#`. */
function rolloutOf(item: Item): string {
  return String(item["SK"]).split("#", 4).join("#");
}

/** Times are to the second: of two events in one, the one that came first. */
function byTime(one: DeploymentSignal, other: DeploymentSignal): number {
  return `${one.at} ${one.receivedAt}` < `${other.at} ${other.receivedAt}` ? -1 : 1;
}

/** Target groups first, then metrics as the profile names them. A try that knew no target group yet is over once one is known. */
function inPlanOrder(
  readings: readonly Reading[],
  { readings: plan }: ValidationRecord["profile"],
): readonly Reading[] {
  const names = (plan?.metrics ?? []).map(({ name }) => name);
  const targets = readings.flatMap((reading) => (reading.of === "target-health" ? [reading] : []));
  const known = targets.filter(({ arn }) => arn !== "");
  const metrics = readings.filter(({ of }) => of === "metric");
  return [
    ...(known.length > 0 ? known : targets),
    ...metrics.toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name)),
  ];
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
