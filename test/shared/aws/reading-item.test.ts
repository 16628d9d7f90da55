import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import type { EvidenceStore } from "../../../shared/ports/evidence.ts";
import { aMetricReading } from "../../builders/a-reading.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTable } from "../../builders/a-table.ts";

const key = aKey();
let evidence: EvidenceStore;

beforeEach(async () => {
  evidence = evidenceStore((await aTable()).table);
  await evidence.open(aRecord());
});

describe("a reading", () => {
  it.each([2 ** 360, -(2 ** 360), 2 ** -360, 1e21, 2 ** 53, 0.1 + 0.2])(
    "of the value %s is kept as it is",
    async (value) => {
      const reading = aMetricReading({ name: "a#CHECK#b", points: [{ at: at(0), value }] });
      await evidence.saveReading(key, reading);
      expect((await evidence.dossier(key.releaseId))?.rollouts[0]?.readings).toEqual([reading]);
    },
  );

  it("that could not be taken replaces one like it, and none that was taken", async () => {
    const failed = (problem: string) => aMetricReading({ points: [], problem });
    const kept = async () => (await evidence.dossier(key.releaseId))?.rollouts[0]?.readings;
    await evidence.saveReading(key, failed("throttled"));
    await evidence.saveReading(key, failed("denied"));
    expect(await kept()).toEqual([failed("denied")]);
    await evidence.saveReading(key, aMetricReading());
    await evidence.saveReading(key, failed("throttled"));
    expect(await kept()).toEqual([aMetricReading()]);
  });
});
