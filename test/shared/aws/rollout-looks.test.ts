import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { rolloutLooks } from "../../../shared/aws/rollout-looks.ts";
import type { GateRollout } from "../../../shared/domain/gate/facts.ts";
import type { RolloutLooks } from "../../../shared/ports/rollout-looks.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTable } from "../../builders/a-table.ts";
import { keep } from "../../builders/some-regions.ts";

const place = { release: "v2.3.1", service: "shop", region: "ap-southeast-2" };

/** A rollout of v2.3.1 there, in that Region, cluster and service. */
function rolloutIn([region = "", cluster = "", service = ""]: readonly string[], number: string, startedAt: number) {
  const { record, decisions } = aGateRollout({ number, startedAt });
  const name = { ...record.rollout.name, region, cluster, service };
  const serviceArn = `arn:aws:ecs:${region}:${name.account}:service/${cluster}/${service}`;
  const rollout = { ...record.rollout, serviceArn, name };
  const key = { ...record.key, rollout: { ...record.key.rollout, serviceArn } };
  return { decisions, record: { ...record, rollout, key } } satisfies GateRollout;
}

/** The evidence of these rollouts, each with a finding and a measurement of two checks. */
async function kept(rollouts: readonly GateRollout[]) {
  const { table } = await aTable();
  const evidence = evidenceStore(table);
  for (const rollout of rollouts) {
    await keep(evidence, rollout);
    for (const check of ["started", "started-2"]) {
      await evidence.saveFindings(rollout.record.key, [aFinding({ check })]);
      await evidence.addMeasurement(rollout.record.key, { of: "logs", check, at: at(60), hits: [] });
    }
  }
  let reads = 0;
  const first: typeof table.first = (...query) => {
    reads += 1;
    return table.first(...query);
  };
  return { evidence, looks: rolloutLooks({ ...table, first }), reads: () => reads };
}

async function numbers(looks: RolloutLooks, over: Partial<Parameters<RolloutLooks["rollouts"]>[0]> = {}) {
  return (await looks.rollouts({ ...place, ...over })).map(({ rollout }) => rollout.number);
}

describe("a look at a release", () => {
  it("finds nothing where nothing was rolled out", async () => {
    expect(await numbers((await kept([])).looks)).toEqual([]);
  });

  it("sees a verdict as soon as it is there", async () => {
    const running = aGateRollout({ verdict: "running" });
    const { looks, evidence } = await kept([running]);

    expect((await looks.rollouts(place))[0]?.verdict).toBeUndefined();
    await evidence.conclude(running.record.key, { ...aVerdictOf(aGateRollout()) });
    expect((await looks.rollouts(place))[0]?.verdict?.status).toBe("passed");
  });

  it("sees each check's finding and reads no measurement, however many there are", async () => {
    const rollout = aGateRollout();
    const { looks, evidence, reads } = await kept([rollout]);
    for (let second = 0; second < 40; second += 1)
      await evidence.addMeasurement(rollout.record.key, { of: "logs", check: "started", at: at(second), hits: [] });

    expect((await looks.rollouts(place)).length).toBe(1);
    expect(reads()).toBe(2);
    expect((await looks.findings(rollout.record)).map(({ check }) => check)).toEqual(["started-2", "started"]);
    expect(reads()).toBe(5);
  });

  it("sees the rollouts that the whole evidence has, wherever else the release was rolled out", async () => {
    const where = fc.tuple(
      fc.constantFrom("ap-southeast-2", "ap-southeast-1"),
      fc.constantFrom("blue", "production", "production-2"),
      fc.constantFrom("shop", "shop-api", "auth", "sho"),
    );
    const numbersOf = fc.uniqueArray(fc.constantFrom("1", "12", "2", "123", "9"), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(numbersOf, fc.array(where, { minLength: 5, maxLength: 5 }), async (given, places) => {
        const rollouts = given.map((number, index) => rolloutIn(places[index] ?? [], number, 100 - index));
        const { looks, evidence } = await kept(rollouts);
        const all = (await evidence.dossier("v2.3.1"))?.rollouts ?? [];
        for (const cluster of [undefined, "production"]) {
          const own = all.filter(({ record: { rollout } }) => {
            const { name } = rollout;
            const isThere = name.region === place.region && name.service === "shop";
            return isThere && (cluster === undefined || name.cluster === cluster);
          });
          expect(await numbers(looks, { cluster })).toEqual(own.map(({ record }) => record.rollout.number));
        }
      }),
      { numRuns: 15 },
    );
  });
});

function aVerdictOf({ record: { verdict } }: GateRollout) {
  if (verdict === undefined) throw new Error("It has no verdict.");
  return verdict;
}
