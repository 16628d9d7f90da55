import { describe, expect, it } from "vitest";
import type { FaultKind, FaultRule } from "../../../local/server/faults.ts";
import type { EvidenceTable } from "../../../shared/aws/evidence-table.ts";
import { insistentTable } from "../../../shared/aws/insistent-table.ts";
import { milliseconds } from "../../../shared/domain/time.ts";
import { aTable } from "../../builders/a-table.ts";

const key = { PK: "RELEASE#one", SK: "RECORD" };

const asks: readonly (readonly [string, (table: EvidenceTable) => Promise<unknown>])[] = [
  ["get", (table) => table.get(key)],
  ["query", (table) => table.query(key.PK)],
  ["queryIndex", (table) => table.queryIndex({ index: "GSI1", partition: "SERVICE#one", atMost: 1 })],
  ["put", (table) => table.put(key, { status: "new" })],
  ["putOnce", (table) => table.putOnce(key, { status: "new" })],
  ["update", (table) => table.update(key, { set: { status: "new" } })],
];

describe("the table of a role that was just changed", () => {
  it.each(asks)("throws a denial of %s that lasts, after one and a half seconds", async (_, ask) => {
    const { table, elapsed } = await troubled({ fault: "denied" });
    await expect(ask(table)).rejects.toMatchObject({ name: "AccessDenied" });
    expect(elapsed()).toBe(1500);
  });

  it.each<readonly [FaultKind, string]>([
    ["throttled", "DependencyThrottled"],
    ["unavailable", "DependencyUnavailable"],
  ])("asks no further when the call is %s", async (fault, name) => {
    const { table, elapsed } = await troubled({ fault });
    await expect(table.get(key)).rejects.toMatchObject({ name });
    expect(elapsed()).toBe(0);
  });

  it.each(asks)("answers %s when the fifth try is allowed", async (_, ask) => {
    const { table } = await troubled({ fault: "denied", times: { first: 4 } });
    const calm = await aTable();
    await calm.clock.sleep(1500);
    expect(await ask(table)).toEqual(await ask(calm.table));
  });
});

describe("the table whose answers are garbled", () => {
  const [reads, writes] = [asks.slice(0, 3), asks.slice(3)];

  it.each(writes)("is not asked for %s again: it may be done", async (_, ask) => {
    const { table, elapsed } = await troubled({ fault: "malformed" });
    await expect(ask(table)).rejects.toMatchObject({ name: "DependencyUnavailable" });
    expect(elapsed()).toBe(0);
  });

  it.each(reads)("throws what lasts of %s, after one and a half seconds", async (_, ask) => {
    const { table, elapsed } = await troubled({ fault: "malformed" });
    await expect(ask(table)).rejects.toMatchObject({ name: "DependencyUnavailable" });
    expect(elapsed()).toBe(1500);
  });

  it.each(reads)("answers %s when the fifth answer can be read", async (_, ask) => {
    const { table } = await troubled({ fault: "malformed", times: { first: 4 } });
    const calm = await aTable();
    expect(await ask(table)).toEqual(await ask(calm.table));
  });
});

async function troubled(rule: Omit<FaultRule, "service">) {
  const { table, clock } = await aTable([{ service: "dynamodb", ...rule }]);
  const start = milliseconds(clock.now());
  return { table: insistentTable(table, clock), elapsed: () => milliseconds(clock.now()) - start };
}
