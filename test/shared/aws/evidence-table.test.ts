import { beforeEach, describe, expect, it } from "vitest";
import { aTable, type EmbeddedTable } from "../../builders/a-table.ts";

const key = { PK: "RELEASE#v1", SK: "A" };
let bench: EmbeddedTable;

beforeEach(async () => {
  bench = await aTable();
});

describe("a fault of DynamoDB", () => {
  it.each([
    { fault: "throttled", name: "DependencyThrottled" },
    { fault: "internal", name: "DependencyUnavailable" },
    { fault: "unavailable", name: "DependencyUnavailable" },
    { fault: "reset", name: "DependencyUnavailable" },
    { fault: "malformed", name: "DependencyUnavailable" },
    { fault: "denied", name: "AccessDenied" },
  ] as const)("$fault is $name, with action and table", async ({ fault, name }) => {
    const { table } = await aTable([{ service: "dynamodb", fault }]);
    const calls = {
      GetItem: () => table.get(key),
      Query: () => table.query(key.PK),
      PutItem: () => table.putOnce(key, {}),
      UpdateItem: () => table.update(key, { add: { n: 1 } }),
    };

    for (const [action, call] of Object.entries(calls)) {
      await expect(call()).rejects.toMatchObject({
        name,
        message: expect.stringMatching(`^dynamodb:${action} on evidence `),
      });
    }
  });
});

describe("an item", () => {
  it("that was never written is undefined", async () => {
    expect(await bench.table.get(key)).toBeUndefined();
    expect(await bench.table.query(key.PK)).toEqual([]);
  });

  it("is gone when its days are over, whether DynamoDB has deleted it or not", async () => {
    await bench.table.put(key, { value: 1 });
    bench.clock.pass(30 * 86_400 - 1);
    expect(await bench.table.get(key)).toMatchObject({ value: 1 });
    bench.clock.pass(1);

    expect(await bench.table.get(key)).toBeUndefined();
    expect(await bench.table.query(key.PK)).toEqual([]);
  });

  it("that is put once stands, and the second writer is told what stands", async () => {
    expect(await bench.table.putOnce(key, { value: 1 })).toEqual({ created: true });
    expect(await bench.table.putOnce(key, { value: 2 })).toMatchObject({ created: false, item: { value: 1 } });
    expect(await bench.table.get(key)).toMatchObject({ value: 1 });
  });

  it("that is put is replaced as a whole", async () => {
    await bench.table.put(key, { value: 1, other: 2 });
    await bench.table.put(key, { value: undefined, other: 3 });

    expect(await bench.table.get(key)).toEqual({ ...key, other: 3, expiresAt: expect.any(Number) });
  });
});

describe("an update", () => {
  it("sets, adds and removes, and returns the new item", async () => {
    await bench.table.put(key, { gone: 1, n: 1 });

    expect(
      await bench.table.update(key, { set: { value: "x", nothing: undefined }, add: { n: 2 }, remove: ["gone"] }),
    ).toEqual({
      ...key,
      value: "x",
      n: 3,
      expiresAt: expect.any(Number),
    });
  });

  it("whose condition does not hold changes nothing and returns nothing", async () => {
    await bench.table.put(key, { rank: 5 });
    const raise = { set: { rank: 4 }, condition: "#rank < :rank" };

    expect(await bench.table.update(key, raise)).toBeUndefined();
    expect(await bench.table.get(key)).toMatchObject({ rank: 5 });
    expect(await bench.table.update(key, { ...raise, set: { rank: 6 } })).toMatchObject({ rank: 6 });
  });

  it("can look at what it does not change", async () => {
    await bench.table.put(key, { owner: "me", until: 7 });
    const change = { remove: ["owner"], condition: "#until < :now", names: ["until"] };

    expect(await bench.table.update(key, { ...change, values: { now: 7 } })).toBeUndefined();
    expect(await bench.table.update(key, { ...change, values: { now: 8 } })).not.toHaveProperty("owner");
  });

  it("lets an item live on", async () => {
    await bench.table.put(key, {});
    bench.clock.pass(29 * 86_400);
    await bench.table.update(key, { add: { n: 1 } });
    bench.clock.pass(2 * 86_400);

    expect(await bench.table.get(key)).toMatchObject({ n: 1 });
  });
});

describe("a query", () => {
  it("returns what begins alike, in order, and more than one page of it", async () => {
    const text = "x".repeat(300_000);
    for (const SK of ["B#1", "A#3", "A#1", "A#2", "A#4", "A#5"]) await bench.table.put({ ...key, SK }, { text });

    expect((await bench.table.query(key.PK, "A#")).map(({ SK }) => SK)).toEqual(["A#1", "A#2", "A#3", "A#4", "A#5"]);
    expect(await bench.table.query(key.PK)).toHaveLength(6);
  });

  it("returns what lies between two sort keys, both included, and more than one page of it", async () => {
    const text = "x".repeat(300_000);
    for (const SK of ["A", "A#1", "A#2", "B", "B#1", "B#2", "C"]) await bench.table.put({ ...key, SK }, { text });
    const between = (from: string, before: string) => bench.table.query(key.PK, { from, before });

    expect((await between("A#1", "B#2")).map(({ SK }) => SK)).toEqual(["A#1", "A#2", "B", "B#1", "B#2"]);
    expect(await between("B#3", "B#9")).toEqual([]);
  });
});
