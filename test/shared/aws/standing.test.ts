import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { ValidationKey } from "../../../shared/domain/evidence.ts";
import type { EvidenceStore } from "../../../shared/ports/evidence.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, deploymentId, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceMeasurement } from "../../builders/a-service-measurement.ts";
import { aTable, type EmbeddedTable } from "../../builders/a-table.ts";
import { aCoverage } from "../../builders/log-evidence.ts";

const key = aKey();
const blindness = { error: "AccessDenied", message: "m", inARow: 2, since: at(5) };
const opened = { at: at(3), id: "opened", text: "opened" };
const running = { at: at(9), id: "task#t1#running", text: "task t1 running" };
let bench: EmbeddedTable;
let evidence: EvidenceStore;
let reads: string[];

beforeEach(async () => {
  bench = await aTable();
  reads = [];
  const { table } = bench;
  evidence = evidenceStore({
    ...table,
    get: (...asked) => {
      reads.push("get");
      return table.get(...asked);
    },
    query: (...asked) => {
      reads.push("query");
      return table.query(...asked);
    },
  });
});

async function fill(of: ValidationKey): Promise<void> {
  await evidence.open(aRecord({ key: of, rollout: { ...aRecord().rollout, ...of.rollout } }));
  await evidence.addTimeline(of, [running, opened]);
  await evidence.saveBlindness(of, "CheckTaskHealth", blindness);
  await evidence.saveFindings(of, [aFinding(), aFinding({ check: "zoo: \u{1f412}" })]);
  const service = aServiceMeasurement();
  await evidence.addMeasurement(of, { of: "service", check: "started", at: at(20), service });
  await evidence.saveCoverage(of, aCoverage(at(20)));
  await evidence.saveAnnouncement(of, { phase: "started" });
}

describe("how a validation stands", () => {
  it("is unknown where only something beside its record is kept", async () => {
    await evidence.saveFindings(key, [aFinding()]);

    expect(await evidence.standing(key)).toBeUndefined();
  });

  it("is its record, its findings, who is blind, and its timeline", async () => {
    await fill(key);
    await evidence.conclude(key, aVerdict());

    expect(await evidence.standing(key)).toEqual({
      record: aRecord({ verdict: aVerdict() }),
      findings: [aFinding(), aFinding({ check: "zoo: \u{1f412}" })],
      blindness: new Map([["CheckTaskHealth", blindness]]),
      timeline: [opened, running],
    });
  });

  it("is told by one read", async () => {
    await fill(key);
    reads = [];
    await evidence.standing(key);

    expect(reads).toEqual(["query"]);
  });

  it.each([`${deploymentId}0`, `${deploymentId}9`, deploymentId.slice(0, -1)])(
    "has nothing of %s, whose number begins alike",
    async (other) => {
      await evidence.open(aRecord());
      await fill(aKey({ rollout: { serviceArn, deploymentId: other } }));

      expect(await evidence.standing(key)).toEqual({
        record: aRecord(),
        findings: [],
        blindness: new Map(),
        timeline: [],
      });
    },
  );
});

describe("what the checks have kept", () => {
  it("is their findings and measurements and how far the log readers got, by one read", async () => {
    for (const other of [`${deploymentId}0`, deploymentId])
      await fill(aKey({ rollout: { serviceArn, deploymentId: other } }));
    reads = [];

    expect(await evidence.kept(key)).toEqual({
      findings: [aFinding(), aFinding({ check: "zoo: \u{1f412}" })],
      measurements: [{ of: "service", check: "started", at: at(20), service: aServiceMeasurement() }],
      coverage: aCoverage(at(20)),
    });
    expect(reads).toEqual(["query"]);
  });
});

describe("a timeline entry", () => {
  it("that is told again is kept as it was told first, without a read", async () => {
    await fill(key);
    reads = [];
    await evidence.addTimeline(key, [{ ...running, text: "told again" }]);

    expect(reads).toEqual([]);
    expect((await evidence.standing(key))?.timeline).toEqual([opened, running]);
  });
});
