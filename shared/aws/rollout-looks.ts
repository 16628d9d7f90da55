import { type ApplyResult, byTime } from "../domain/apply-result.ts";
import type { ValidationKey } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { RolloutLooks } from "../ports/rollout-looks.ts";
import {
  appliesPartition,
  appliesPrefix,
  below,
  decisionsPartition,
  releasePartition,
  rolloutSort,
} from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Item } from "./item.ts";
import { recordOf } from "./record-item.ts";
import { lastSort } from "./sort-range.ts";
import { taskRegister } from "./task-register.ts";

/** Steps over what lies below each record and each finding: measurements, timeline and coverage, thousands of items of a large rollout. */
export function rolloutLooks(table: EvidenceTable): RolloutLooks {
  return {
    rollouts: async ({ release, service, cluster, region }) => {
      const prefix = `ROLLOUT#${region}#`;
      const there = cluster === undefined ? prefix : `${prefix}${cluster}/${service}#`;
      const heads = await headsOf(table, [releasePartition(release), there], (key) => nextRollout(key, service));
      const records = heads.flatMap((item) => recordOf(item) ?? []);
      return records
        .filter(({ rollout }) => rollout.name.service === service)
        .sort((one, other) => (one.rollout.startedAt < other.rollout.startedAt ? -1 : 1));
    },
    findings: async ({ key, profile }) => {
      const heads = await headsOf(table, checksOf(key), (each) => `${finding.exec(each)?.[0]}#${lastSort}`);
      const findings = heads.flatMap((item) => (item["finding"] as Finding | undefined) ?? []);
      const place = ({ check }: Finding): number => profile.checks.findIndex(({ name }) => name === check);
      return findings.sort((one, other) => place(one) - place(other));
    },
    decisions: async ({ releaseId, rollout: of }) => {
      const items = await table.query(decisionsPartition(releaseId), `${rolloutSort(of)}#`);
      return items.flatMap((item) => (item["decision"] as OperatorDecision | undefined) ?? []);
    },
    applies: async ({ release, cluster, ...place }) => {
      const items = await table.query(appliesPartition(release), appliesPrefix(place));
      const applies = items.flatMap((item) => (item["apply"] as ApplyResult | undefined) ?? []);
      const there = (apply: ApplyResult): boolean =>
        cluster === undefined || apply.cluster === undefined || apply.cluster === cluster;
      return applies.filter(there).sort(byTime);
    },
    tasks: taskRegister(table).tasks,
  };
}

function checksOf(key: ValidationKey): readonly [partition: string, prefix: string] {
  const { PK, SK } = below(key, "CHECK", "");
  return [PK, SK];
}

const rollout = /^(ROLLOUT#[^#]+#[^/#]+\/)([^#]+)#[^#]+/;
/** A finding's sort key; those of its measurements go on after it. */
const finding = /^.*#CHECK#[^#]+/;

/** The sort key from which on the next rollout may stand that is asked for: behind this one, or where its cluster has the service. */
function nextRollout(sortKey: string, service: string): string {
  const [head, cluster = "", name = ""] = rollout.exec(sortKey) ?? [sortKey];
  if (name === service) return `${head}#${lastSort}`;
  return `${name}#` < `${service}#` ? `${cluster}${service}#` : `${cluster}${lastSort}`;
}

/** The items that stand first: after each one, all up to `next` are skipped unread. */
async function headsOf(
  table: EvidenceTable,
  [partition, prefix]: readonly [partition: string, prefix: string],
  next: (sortKey: string) => string,
): Promise<readonly Item[]> {
  const heads: Item[] = [];
  const range = { from: prefix, before: `${prefix}${lastSort}` };
  for (let item = await table.first(partition, range); item !== undefined; ) {
    heads.push(item);
    item = await table.first(partition, { ...range, from: next(String(item["SK"])) });
  }
  return heads;
}
