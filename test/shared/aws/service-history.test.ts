import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { serviceHistory } from "../../../shared/aws/service-history.ts";
import type { ServiceHistory } from "../../../shared/ports/evidence.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { aTable, type EmbeddedTable } from "../../builders/a-table.ts";

let bench: EmbeddedTable;
let history: ServiceHistory;

beforeEach(async () => {
  bench = await aTable();
  history = serviceHistory(bench.table);
});

function rolledOut(number: number, second: number) {
  const rollout = {
    ...aRecord().rollout,
    deploymentId: `ecs-svc/${number}`,
    number: String(number),
    startedAt: at(second),
  };
  return aRecord({
    key: aKey({ releaseId: `v${number}`, rollout: { serviceArn, deploymentId: rollout.deploymentId } }),
    rollout,
  });
}

describe("the history of a service", () => {
  it("is empty when it was never validated", async () => {
    expect(await history.services()).toEqual([]);
    expect(await history.rollouts(serviceArn, { since: at(0), atMost: 10 })).toEqual([]);
  });

  it("holds its rollouts since a time, the newest first, with the verdicts that are known", async () => {
    const evidence = evidenceStore(bench.table);
    for (const record of [rolledOut(2, 200), rolledOut(1, 100), rolledOut(3, 300)]) await evidence.open(record);
    await evidence.conclude(rolledOut(2, 200).key, aVerdict());

    const found = await history.rollouts(serviceArn, { since: at(200), atMost: 10 });

    expect(found).toEqual([rolledOut(3, 300), { ...rolledOut(2, 200), verdict: aVerdict() }]);
    expect(await history.services()).toEqual([serviceArn]);
  });

  it("is cut at the number that was asked for", async () => {
    const evidence = evidenceStore(bench.table);
    for (let number = 1; number <= 4; number += 1) await evidence.open(rolledOut(number, number * 100));

    expect(await history.rollouts(serviceArn, { since: at(0), atMost: 2 })).toEqual([
      rolledOut(4, 400),
      rolledOut(3, 300),
    ]);
  });
});
