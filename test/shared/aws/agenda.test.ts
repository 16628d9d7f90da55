import { beforeEach, describe, expect, it } from "vitest";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, newerId, serviceArn } from "../../builders/a-rollout.ts";
import { aBench, type Bench } from "../../functions/reconcile/a-bench.ts";

const record = aRecord();
const later = aRecord({ key: aKey({ rollout: { serviceArn, deploymentId: newerId } }), openedAt: at(50) });
let bench: Bench;

beforeEach(async () => {
  bench = await aBench();
  await bench.evidence.open(later);
  await bench.evidence.open(record);
});

const due = async (now: string, atMost = 10) => (await bench.agenda.due(now, atMost)).map(({ dueAt }) => dueAt);

describe("the agenda", () => {
  it("holds a validation from its opening on, due after five minutes, once", async () => {
    await bench.evidence.open(record);
    expect(await bench.agenda.due("9999", 10)).toEqual([
      { key: record.key, openedAt: at(1), dueAt: at(301) },
      { key: later.key, openedAt: at(50), dueAt: at(350) },
    ]);
  });

  it("gives what is due, the longest waiting first, and no more than asked for", async () => {
    expect(await due(at(300))).toEqual([]);
    expect(await due(at(302))).toEqual([at(301)]);
    expect(await due(at(400), 1)).toEqual([at(301)]);
  });

  it("gives an entry to one of two that claim it", async () => {
    const [entry] = await bench.agenda.due(at(400), 1);
    if (entry === undefined) throw new Error("Nothing is due.");
    const claims = await Promise.all([bench.agenda.claim(entry, at(700)), bench.agenda.claim(entry, at(701))]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await due(at(400))).toEqual([at(350)]);
  });

  it("forgets what is settled, and nothing brings it back", async () => {
    const [entry] = await bench.agenda.due(at(400), 1);
    if (entry === undefined) throw new Error("Nothing is due.");
    await bench.agenda.settle(record.key.rollout);
    await bench.agenda.postpone(record.key.rollout, at(500));
    await bench.evidence.open(record);
    expect(await bench.agenda.claim(entry, at(700))).toBe(false);
    expect(await due("9999")).toEqual([at(350)]);
  });

  it("moves an entry to the time it is postponed to", async () => {
    await bench.agenda.postpone(record.key.rollout, at(900));
    expect(await due("9999")).toEqual([at(350), at(900)]);
  });

  it("leaves the tasks and the pointer of the rollout as they are", async () => {
    expect(await bench.validations.of(record.key.rollout)).toEqual(record.key);
  });
});
