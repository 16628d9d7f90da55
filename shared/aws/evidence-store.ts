import type { ApplyResult } from "../domain/apply-result.ts";
import type { Delivery, Measurement, TimelineEntry, ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { LogCoverage } from "../domain/log.ts";
import type { Announcement } from "../domain/notice.ts";
import type { Reading } from "../domain/readings.ts";
import type { Trouble } from "../domain/trouble.ts";
import type { Verdict } from "../domain/verdict.ts";
import { ValidatorError } from "../errors.ts";
import type { EvidenceStore, Kept, Standing } from "../ports/evidence.ts";
import { putOnAgenda } from "./agenda.ts";
import { dossierOf } from "./dossier.ts";
import {
  appliesPartition,
  applyKey,
  below,
  currentKey,
  decisionKey,
  decisionsPartition,
  pointerKey,
  releasePartition,
  rolloutKey,
  serviceRolloutsPartition,
  servicesPartition,
} from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Item } from "./item.ts";
import { itemsOf } from "./item-size.ts";
import { readingItem } from "./reading-item.ts";
import { recordOf } from "./record-item.ts";
import { lastSort } from "./sort-range.ts";

/** Evidence in DynamoDB: every write is idempotent, the verdict is written once. */
export function evidenceStore(table: EvidenceTable): EvidenceStore {
  const value = async <Value>(key: Parameters<EvidenceTable["get"]>[0], name: string): Promise<Value | undefined> =>
    (await table.get(key))?.[name] as Value | undefined;
  // How far the log readers got (LOGS) lies right behind the last check's measurement.
  const kept = async (key: ValidationKey): Promise<Kept> => {
    const { PK, SK } = below(key, "CHECK", "");
    const items = await table.query(PK, { from: SK, before: below(key, "LOGS").SK });
    const [coverage] = valuesOf<LogCoverage>(items, "coverage");
    return {
      findings: valuesOf<Finding>(items, "finding"),
      measurements: valuesOf<Measurement>(items, "measurement"),
      ...(coverage !== undefined && { coverage }),
    };
  };
  return {
    open: (record) => open(table, record),
    record: async (key) => recordOf(await table.get(rolloutKey(key))),
    standing: (key) => standing(table, key),
    saveFindings: async (key, findings) => {
      await Promise.all(findings.map((finding) => table.put(below(key, "CHECK", finding.check), { finding })));
    },
    findings: async (key) => (await kept(key)).findings,
    kept,
    addMeasurement: async (key, measurement) => {
      const parts = itemsOf(measurement).map((part, index) => {
        const number = index === 0 ? [] : [String(index + 1)];
        const kind = part.of === "last-lines" ? [part.of] : [];
        return table.putOnce(below(key, "CHECK", part.check, part.at, ...kind, ...number), { measurement: part });
      });
      await Promise.all(parts);
    },
    saveCoverage: (key, coverage) => table.put(below(key, "LOGS"), { coverage }),
    saveBlindness: (key, task, blindness) => table.put(below(key, "BLIND", task), { task, blindness }),
    addTimeline: async (key, entries) => {
      await Promise.all(entries.map((entry) => table.putOnce(below(key, "AT", entry.at, entry.id), { entry })));
    },
    saveReading: (key, reading) => saveReading(table, key, reading),
    saveDelivery: (key, delivery: Delivery) => table.put(below(key, "STATUS", delivery.phase), { delivery }),
    delivery: (key, phase) => value<Delivery>(below(key, "STATUS", phase), "delivery"),
    saveAnnouncement: (key, announcement) => table.put(below(key, "TOLD", announcement.phase), { announcement }),
    announcement: (key, phase) => value<Announcement>(below(key, "TOLD", phase), "announcement"),
    addDecision: async (key, decision) => {
      await table.putOnce(decisionKey(key, decision.at, decision.id), { decision });
    },
    addApply: async (releaseId, apply) => {
      const put = await table.putOnce(applyKey(releaseId, apply), { apply });
      return { created: put.created, apply: put.created ? apply : (put.item["apply"] as ApplyResult) };
    },
    conclude: (key, verdict) => conclude(table, key, verdict),
    saveRollback: async (key, rollbackSeconds) => {
      await table.update(rolloutKey(key), {
        set: { rollbackSeconds },
        condition: "attribute_exists(PK) AND attribute_not_exists(#rollbackSeconds)",
      });
    },
    dossier: async (releaseId) => {
      const partitions = [releasePartition, decisionsPartition, appliesPartition].map((of) => of(releaseId));
      const items = (await Promise.all(partitions.map((partition) => table.query(partition)))).flat();
      const rollouts = items.flatMap((item) => recordOf(item)?.key.rollout ?? []);
      const beside = await Promise.all(rollouts.map((rollout) => table.query(pointerKey(rollout).PK)));
      return dossierOf(releaseId, [...items, ...beside.flat()]);
    },
  };
}

function valuesOf<Value>(items: readonly Item[], name: string): readonly Value[] {
  return items.flatMap((item) => (item[name] === undefined ? [] : [item[name] as Value]));
}

async function open(table: EvidenceTable, record: ValidationRecord): ReturnType<EvidenceStore["open"]> {
  const { key, release, rollout } = record;
  const commit = release.commit !== undefined && {
    GSI2PK: `COMMIT#${release.project ?? "unknown"}#${release.commit}`,
    GSI2SK: `${record.openedAt}#${rollout.number}`,
  };
  // First: whatever breaks off from here on is found and closed.
  await putOnAgenda(table, key, record.openedAt);
  const ofService = {
    GSI1PK: serviceRolloutsPartition(rollout.serviceArn),
    GSI1SK: `${rollout.startedAt}#${rollout.deploymentId}`,
  };
  const put = await table.putOnce(rolloutKey(key), { record, ...ofService, ...commit });
  const standing = put.created ? record : (recordOf(put.item) ?? record);
  await table.put({ PK: servicesPartition, SK: rollout.serviceArn }, {});
  await table.update(pointerKey(rollout), { set: { releaseId: standing.key.releaseId } });
  // The newest rollout, not the newest validation: the event of a replaced rollout may come late.
  await table.update(currentKey(rollout.serviceArn), {
    set: { current: key, startedAt: rollout.startedAt },
    condition: "attribute_not_exists(#startedAt) OR #startedAt <= :startedAt",
  });
  return { created: put.created || standing.executionArn === record.executionArn, record: standing };
}

/** A reading that could not be taken replaces none that was. */
async function saveReading(table: EvidenceTable, key: ValidationKey, reading: Reading): Promise<void> {
  const place = below(key, "READING", reading.of, reading.name);
  const item = readingItem(reading);
  if (reading.problem === undefined) await table.put(place, item);
  else await table.update(place, { set: item, condition: "attribute_not_exists(#taken)", names: ["taken"] });
}

/** The record is followed by its timeline (AT), blindness (BLIND) and findings (CHECK), so that one range holds them all, and no other rollout's. */
async function standing(table: EvidenceTable, key: ValidationKey): Promise<Standing | undefined> {
  const { PK, SK } = rolloutKey(key);
  const items = await table.query(PK, { from: SK, before: below(key, "CHECK", lastSort).SK });
  const [record] = items.flatMap((item) => recordOf(item) ?? []);
  if (record === undefined) return undefined;
  const blind = items.filter(({ blindness }) => blindness !== undefined);
  return {
    record,
    findings: valuesOf<Finding>(items, "finding"),
    blindness: new Map(blind.map(({ task, blindness }) => [String(task), blindness as Trouble])),
    timeline: valuesOf<TimelineEntry>(items, "entry"),
  };
}

async function conclude(table: EvidenceTable, key: ValidationKey, verdict: Verdict): Promise<Verdict> {
  const updated = await table.update(rolloutKey(key), {
    set: { verdict },
    condition: "attribute_exists(PK) AND attribute_not_exists(#verdict)",
  });
  if (updated !== undefined) return verdict;
  const standing = await table.get(rolloutKey(key));
  const winner = standing?.["verdict"] as Verdict | undefined;
  if (winner === undefined)
    throw new ValidatorError(
      "NotFound",
      `There is no validation of ${key.rollout.deploymentId} under ${key.releaseId}.`,
    );
  return winner;
}
