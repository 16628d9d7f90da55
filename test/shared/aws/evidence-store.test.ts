import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { bytesOf, maxItemBytes } from "../../../shared/aws/item-size.ts";
import { taskRegister } from "../../../shared/aws/task-register.ts";
import { validations } from "../../../shared/aws/validations.ts";
import type { Delivery, Measurement } from "../../../shared/domain/evidence.ts";
import type { EvidenceStore } from "../../../shared/ports/evidence.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aMetricReading, aTargetReading } from "../../builders/a-reading.ts";
import { aKey, anExecutionArn, aRecord } from "../../builders/a-record.ts";
import { at, deploymentId, newerId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceMeasurement } from "../../builders/a-service-measurement.ts";
import { aTable, type EmbeddedTable } from "../../builders/a-table.ts";
import { aTask } from "../../builders/a-task.ts";
import { aCoverage, aLogHit } from "../../builders/log-evidence.ts";

const key = aKey();
let bench: EmbeddedTable;
let evidence: EvidenceStore;

beforeEach(async () => {
  bench = await aTable();
  evidence = evidenceStore(bench.table);
});

function measured(hits: number, second = 20): Measurement {
  const all = Array.from({ length: hits }, (_, n) => aLogHit({ key: `hit ${n}`, text: "Größe ".repeat(80) }));
  return { of: "logs", check: "started", at: at(second), hits: all };
}

describe("a record", () => {
  it("that was never opened is undefined, and has no findings, measurements, coverage or dossier", async () => {
    expect(await evidence.record(key)).toBeUndefined();
    expect(await evidence.findings(key)).toEqual([]);
    expect(await evidence.kept(key)).toEqual({ findings: [], measurements: [] });
    expect(await evidence.standing(key)).toBeUndefined();
    expect(await evidence.dossier("v2.3.1")).toBeUndefined();
  });

  it("is opened once; another execution is told which one stands", async () => {
    const first = await evidence.open(aRecord());
    const second = await evidence.open(aRecord({ executionArn: "arn:other", openedAt: at(9) }));

    expect(first).toEqual({ created: true, record: aRecord() });
    expect(second).toEqual({ created: false, record: aRecord() });
    expect(await evidence.record(key)).toEqual(aRecord());
  });

  it("is its own execution's, also when that tries again", async () => {
    await evidence.open(aRecord());

    expect(await evidence.open(aRecord({ openedAt: at(9) }))).toEqual({ created: true, record: aRecord() });
  });

  it("is found by its rollout, and as its service's current one until that of a newer rollout opens", async () => {
    const index = validations(bench.table);
    const newer = aKey({ releaseId: "v3", rollout: { serviceArn, deploymentId: newerId } });
    await evidence.open(aRecord());
    expect(await index.of(key.rollout)).toEqual(key);
    expect(await index.current(serviceArn)).toEqual(key);

    const rollout = { ...aRecord().rollout, ...newer.rollout, startedAt: at(60) };
    await evidence.open(aRecord({ key: newer, rollout, openedAt: at(61) }));
    await evidence.open(aRecord());
    expect(await index.current(serviceArn)).toEqual(newer);
    expect(await index.of({ serviceArn, deploymentId: olderId })).toBeUndefined();
  });
});

describe("the validation of a rollout that was replaced", () => {
  it("does not become its service's current one by opening last", async () => {
    const newer = aKey({ releaseId: "v3", rollout: { serviceArn, deploymentId: newerId } });
    const rollout = { ...aRecord().rollout, ...newer.rollout, startedAt: at(5) };
    await evidence.open(aRecord({ key: newer, rollout, openedAt: at(6) }));
    await evidence.open(aRecord({ openedAt: at(60) }));

    expect(await validations(bench.table).current(serviceArn)).toEqual(newer);
  });
});

describe("the verdict", () => {
  it("of a validation that was never opened is refused", async () => {
    await expect(evidence.conclude(key, aVerdict())).rejects.toMatchObject({ name: "NotFound" });
  });

  it("is written once: the first one stands, however many try", async () => {
    await evidence.open(aRecord());
    const wanted = ["passed", "failed", "inconclusive", "superseded"] as const;
    const told = await Promise.all(wanted.map((status) => evidence.conclude(key, aVerdict({ status }))));

    expect(new Set(told.map(({ status }) => status)).size).toBe(1);
    expect((await evidence.record(key))?.verdict).toEqual(told[0]);
    expect(await evidence.conclude(key, aVerdict({ reason: "later" }))).toEqual(told[0]);
  });

  it("changes nothing else of the record", async () => {
    await evidence.open(aRecord());
    await evidence.conclude(key, aVerdict());

    expect(await evidence.record(key)).toEqual(aRecord({ verdict: aVerdict() }));
  });

  it("stands when the record is opened again", async () => {
    await evidence.open(aRecord());
    await evidence.conclude(key, aVerdict());

    expect(await evidence.open(aRecord({ executionArn: "arn:other" }))).toMatchObject({
      created: false,
      record: { verdict: aVerdict() },
    });
    expect(await evidence.record(key)).toMatchObject({ executionArn: anExecutionArn, verdict: aVerdict() });
  });
});

describe("findings, coverage and blindness", () => {
  it("are replaced by newer ones of the same name", async () => {
    await evidence.saveFindings(key, [aFinding({ status: "pending" }), aFinding({ check: "other" })]);
    await evidence.saveFindings(key, [aFinding()]);
    await evidence.saveCoverage(key, aCoverage(at(10)));
    await evidence.saveCoverage(key, aCoverage(at(20)));

    expect(await evidence.findings(key)).toEqual([aFinding({ check: "other" }), aFinding()]);
    expect((await evidence.kept(key)).coverage).toEqual(aCoverage(at(20)));
  });

  it("of a blind task are forgotten when it can look again", async () => {
    const blindness = { error: "AccessDenied", message: "m", inARow: 2, since: at(5) };
    await evidence.open(aRecord());
    await evidence.saveBlindness(key, "CheckTaskHealth", blindness);
    expect((await evidence.standing(key))?.blindness).toEqual(new Map([["CheckTaskHealth", blindness]]));
    await evidence.saveBlindness(key, "CheckTaskHealth", undefined);

    expect((await evidence.standing(key))?.blindness).toEqual(new Map());
  });

  it("of one rollout are not those of another whose number begins alike", async () => {
    const longer = aKey({ rollout: { serviceArn, deploymentId: `${deploymentId}9` } });
    await evidence.saveFindings(longer, [aFinding()]);

    expect(await evidence.findings(key)).toEqual([]);
  });
});

describe("a measurement", () => {
  it("of the same check and time again adds nothing and replaces nothing", async () => {
    await evidence.addMeasurement(key, measured(1));
    await evidence.addMeasurement(key, measured(2));
    await evidence.addMeasurement(key, measured(2, 24));

    expect((await evidence.kept(key)).measurements).toEqual([measured(1), measured(2, 24)]);
  });

  it("too large for one item is kept in several, and loses nothing", async () => {
    const large = measured(1200);
    expect(bytesOf(large)).toBeGreaterThan(2 * maxItemBytes);
    await evidence.addMeasurement(key, large);
    const kept = (await evidence.kept(key)).measurements;

    expect(kept.length).toBeGreaterThan(2);
    expect(kept.flatMap((each) => (each.of === "logs" ? each.hits.map(({ key: name }) => name) : [])).sort()).toEqual(
      measured(1200).of === "logs" ? Array.from({ length: 1200 }, (_, n) => `hit ${n}`).sort() : [],
    );
    for (const each of kept) expect(bytesOf(each)).toBeLessThanOrEqual(maxItemBytes);
  });
});

describe("the dossier of a release", () => {
  it("has everything kept about each rollout, oldest first, checks in the profile's order", async () => {
    const older = aKey({ rollout: { serviceArn, deploymentId: olderId } });
    const delivery: Delivery = {
      phase: "verdict",
      at: at(300),
      name: "n",
      state: "success",
      description: "d",
      posted: { outcome: "posted" },
    };
    const service: Measurement = { of: "service", check: "task-health", at: at(20), service: aServiceMeasurement() };
    const entries = [
      { at: at(9), id: "task#t1#running", text: "task t1 running" },
      { at: at(3), id: "opened", text: "opened" },
    ];
    await evidence.open(aRecord());
    await evidence.open(
      aRecord({
        key: older,
        rollout: { ...aRecord().rollout, ...older.rollout, startedAt: at(-900) },
        openedAt: at(9),
      }),
    );
    await evidence.saveFindings(key, [aFinding(), aFinding({ check: "task-health" }), aFinding({ check: "profile" })]);
    await evidence.addMeasurement(key, service);
    await evidence.saveCoverage(key, aCoverage(at(20)));
    await evidence.addTimeline(key, entries);
    await evidence.addTimeline(key, [{ at: at(9), id: "task#t1#running", text: "told again" }]);
    await evidence.saveDelivery(key, delivery);
    await evidence.saveBlindness(key, "CheckTaskHealth", { error: "e", message: "m", inARow: 1, since: at(1) });
    await taskRegister(bench.table).save(key.rollout, aTask());
    await evidence.saveReading(key, aMetricReading());
    await evidence.saveReading(key, aMetricReading({ points: [{ at: at(0), value: 7 }] }));
    await evidence.saveReading(key, aTargetReading());
    await evidence.conclude(key, aVerdict());

    const dossier = await evidence.dossier("v2.3.1");

    expect(dossier?.rollouts.map(({ record }) => record.key.rollout.deploymentId)).toEqual([olderId, deploymentId]);
    expect(dossier?.rollouts[0]).toMatchObject({
      findings: [],
      tasks: [],
      measurements: [],
      timeline: [],
      deliveries: [],
      readings: [],
    });
    expect(dossier?.rollouts[1]).toEqual({
      record: aRecord({ verdict: aVerdict() }),
      findings: [aFinding({ check: "profile" }), aFinding({ check: "task-health" }), aFinding()],
      tasks: [aTask()],
      measurements: [service],
      coverage: aCoverage(at(20)),
      timeline: [entries[1], entries[0]],
      signals: [],
      deliveries: [delivery],
      readings: [aTargetReading(), aMetricReading({ points: [{ at: at(0), value: 7 }] })],
      decisions: [],
      applies: [],
    });
  });
});
