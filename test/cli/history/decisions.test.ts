import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { showHistory } from "../../../cli/history/show-history.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";
import { someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const options = { service: "shop", region, since: 14 * 86_400 };
const night = "2026-02-24T22:00:00.000Z";

const override = anOperatorDecision({ id: "1", at: night, reason: "known noise", minutes: 25 });
const hotfix = anOperatorDecision({ id: "2", at: night, reason: "skipped 5m of soak: INC-1", lane: "hotfix" });
const old = anOperatorDecision({ id: "3", at: "2026-02-01T10:00:00.000Z" });
const past: readonly RolledOut[] = [
  { startedAt: "2026-02-01T09:00:00.000Z", decisions: [old] },
  { startedAt: "2026-02-18T09:00:00.000Z", release: "v1", completeSeconds: 90, decisions: [hotfix] },
  { startedAt: "2026-02-24T09:00:00.000Z", release: "v2", status: "failed", decisions: [override] },
  { startedAt: "2026-02-25T09:00:00.000Z", release: "v1", rollsBack: "v2", completeSeconds: 95 },
];

async function kept() {
  const regions = await someRegions([region]);
  const { evidence } = regions.of(region);
  for (const each of past) {
    const { verdict, decisions = [], ...record } = rolledOut(each);
    await evidence.open(record);
    if (verdict !== undefined) await evidence.conclude(record.key, verdict);
    for (const decision of decisions) await evidence.addDecision(record.key, decision);
  }
  return regions;
}

describe("the history of a service about which people decided", () => {
  it("shows how often, why they went around a verdict, and what it cost them", async () => {
    const regions = await kept();
    expect(await showHistory(regions.cli, regions.open, options)).toBe(0);
    const text = regions.cli.stdout.text();
    expect(text).toContain("left out: 1 rollback\n");
    expect(text).toContain("confidence            median 25s, 95 % within 30s\n");
    expect(text).toContain("1 of 1 in time, 1 by the pipeline\n");
    expect(text).toContain("asked nobody          1 of 3 (33 %)\n");
    expect(text).toContain(
      "decided by people     2 of 3 (67 %)\n                      1 override, 0 stops, 1 hotfix; 2 of 2 after hours (UTC)\n",
    );
    expect(text).toContain(
      "manual work           median 25 min, 25 min in all\n                      told of 1 release\n",
    );
    expect(text).toContain("\no 2026-02-24  v2  ap-southeast-2  proceed by operator/mia\n    known noise\n");
    expect(text).toContain("\no 2026-02-24  v1  ap-southeast-2  hotfix lane used by operator/mia\n");
    expect(text).toContain("\n< 2026-02-25  v1  ap-southeast-2  rolls back v2\n    after 1m35s (target 2m)\n");
  });

  it("shows the same on its page and in its JSON", async () => {
    const regions = await kept();
    await showHistory(regions.cli, regions.open, { ...options, html: "history.html", json: true });
    const page = readFileSync(join(regions.cli.folder, "history.html"), "utf8");
    expect(page).toContain("rolls back v2");
    expect(page).toContain("proceed by operator/mia");
    const { people, deployments } = JSON.parse(regions.cli.stdout.text());
    expect(people).toMatchObject({ overrides: 1, hotfixes: 1, minutes: { total: 25 } });
    expect(deployments.map(({ decisions }: { decisions: unknown[] }) => decisions.length)).toEqual([1, 1, 0]);
  });
});
