import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type HistoryOptions, showHistory } from "../../../cli/history/show-history.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { History } from "../../../shared/history/history.ts";
import { noCredentials } from "../../builders/no-credentials.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";
import { type SomeRegions, someRegions } from "../../builders/some-regions.ts";
import { aCli, aScreen } from "../a-cli.ts";

const region = "ap-southeast-2";
/** It is 10:05 on 1 March 2026, a Sunday. */
const options: HistoryOptions = { service: "shop", region, since: 14 * 86_400 };
const denied: FaultRule = { service: "dynamodb", operation: "Query", fault: "denied" };

const past: readonly RolledOut[] = [
  { startedAt: "2026-02-18T09:00:00.000Z" },
  { startedAt: "2026-02-24T09:00:00.000Z", status: "failed", verdictSeconds: 60 },
  { startedAt: "2026-02-24T10:00:00.000Z" },
  { startedAt: "2026-02-27T09:00:00.000Z", status: "inconclusive" },
];

async function kept(regions: SomeRegions, rollouts: readonly RolledOut[] = past, where = region): Promise<SomeRegions> {
  const { evidence } = regions.of(where);
  for (const each of rollouts) {
    const { verdict, ...record } = rolledOut(each);
    await evidence.open(record);
    if (verdict !== undefined) await evidence.conclude(record.key, verdict);
  }
  return regions;
}

function shown(regions: SomeRegions, over: Partial<HistoryOptions> = {}) {
  return showHistory(regions.cli, regions.open, { ...options, ...over });
}

describe("a history is not shown", () => {
  it("of a service that nobody validated, and the nearest is named", async () => {
    const regions = await kept(await someRegions([region]));
    await expect(shown(regions, { service: "shp" })).rejects.toMatchObject({
      name: "UsageError",
      message: "No service shp was validated in ap-southeast-2. Near: shop.",
    });
  });

  it("of a service in another cluster", async () => {
    const regions = await kept(await someRegions([region]));
    await expect(shown(regions, { cluster: "other" })).rejects.toMatchObject({ name: "UsageError" });
  });

  it("without a Region", async () => {
    await expect(showHistory(aCli(), () => Promise.reject(), { service: "shop" })).rejects.toThrow("--region");
  });

  it("as a page that cannot be written", async () => {
    const regions = await kept(await someRegions([region]));
    await expect(shown(regions, { html: "no/such/folder/page.html" })).rejects.toMatchObject({ name: "UsageError" });
  });
});

describe("a Region that does not answer", () => {
  it("is named, hides no other, and is no pass", async () => {
    const regions = await kept(await someRegions([region, "eu-west-1"], { faults: { "eu-west-1": [denied] } }));
    const { region: _, ...rest } = options;
    expect(await showHistory(regions.cli, regions.open, { ...rest, regions: `${region},eu-west-1` })).toBe(77);
    expect(regions.cli.stderr.text()).toMatch(/^eu-west-1 did not answer: dynamodb:Query/);
    expect(regions.cli.stdout.text()).toContain("shop in ap-southeast-2, eu-west-1 (incomplete: eu-west-1 missing)");
    expect(regions.cli.stdout.text()).toContain("4 deployments, 1 failed");
  });

  it("leaves no zeros and no page when no other knows the service", async () => {
    const regions = await someRegions([region, "eu-west-1"], { faults: { [region]: [denied] } });
    expect(await shown(regions, { html: "history.html" })).toBe(77);
    const { region: _, ...rest } = options;
    expect(await showHistory(regions.cli, regions.open, { ...rest, regions: `${region},eu-west-1` })).toBe(77);
    expect(regions.cli.stdout.text()).toBe("");
    expect(existsSync(join(regions.cli.folder, "history.html"))).toBe(false);
    expect(regions.cli.stderr.text()).toContain("There are no numbers.");

    expect(await shown(regions, { json: true })).toBe(77);
    expect(JSON.parse(regions.cli.stdout.text())).toEqual({
      version: "1",
      service: "shop",
      regions: [region],
      unanswered: [{ region, reason: expect.any(String), isDenied: true }],
    });
  });

  it("for want of a table ends with 2, as only the caller can put that right", async () => {
    const regions = await someRegions([region]);
    const missing = "dynamodb:Query on evidance found nothing (ResourceNotFoundException: no such table)";
    const open = () => Promise.reject(new ValidatorError("NotFound", missing));

    expect(await showHistory(regions.cli, open, options)).toBe(2);
    expect(regions.cli.stderr.text()).toContain("ap-southeast-2 did not answer: There is no table evidance");
  });

  it("for want of credentials says what to do", async () => {
    const regions = await someRegions([region]);
    const open = () => Promise.reject(noCredentials());
    expect(await showHistory(regions.cli, open, options)).toBe(77);
    expect(regions.cli.stderr.text()).toContain("No AWS credentials for dynamodb:Query on evidence: log in");
  });
});

describe("the history of a service", () => {
  it("counts one verdict as one", async () => {
    const regions = await kept(await someRegions([region]), past.slice(0, 1));
    await shown(regions);
    expect(regions.cli.stdout.text()).toContain("  1 verdict, from the rollout's start");
  });

  it("shows each day with its deployments, failed ones marked, and few deployments as counts", async () => {
    const regions = await kept(await someRegions([region]));
    expect(await shown(regions)).toBe(0);
    expect(regions.cli.stdout.text()).toBe(`shop in ap-southeast-2  2026-02-15 to 2026-03-01, days of UTC
4 deployments, 1 failed (x)

week of     Mo  Tu  We  Th  Fr  Sa  Su  failed
2026-02-09                          ·
2026-02-16  ·   ·   1   ·   ·   ·   ·   0 of 1 (0 %)
2026-02-23  ·   2x  ·   ·   1   ·   ·   1 of 1 (100 %)

change failure rate   1 of 2 (50 %), target 5 %
                      left out: 1 fix-only, 1 not judged
time to verdict       median 2m, 95 % within 2m
                      4 verdicts, from the rollout's start
rollback              none
time to restore       mean 1h01m
                      1 incident, 0 still open
asked nobody          2 of 4 (50 %)
                      verdicts that no person had to act on or judge

x 2026-02-24  v1771923600000  ap-southeast-2
    started: missing evidence
`);
  });

  it.each([20, 45, 60, 120])("fits into %i columns", async (columns) => {
    const stdout = aScreen({ isTTY: true, columns });
    const regions = await kept(await someRegions([region], { cli: { stdout } }));
    await shown(regions);
    const longest = Math.max(
      ...stdout
        .text()
        .split("\n")
        .map((each) => each.trimEnd().length),
    );
    // Names and the calendar itself are not broken.
    expect(longest).toBeLessThanOrEqual(Math.max(columns, 62));
  });

  it("has no escape codes in a pipe", async () => {
    const regions = await kept(await someRegions([region]));
    await shown(regions);
    expect(regions.cli.stdout.text()).not.toContain("\u001b");
  });

  it("is one JSON document with the same numbers", async () => {
    const regions = await kept(await someRegions([region]));
    await shown(regions, { json: true });
    const document: History & { readonly version: string } = JSON.parse(regions.cli.stdout.text());
    expect(document).toMatchObject({
      version: "1",
      service: "shop",
      regions: [region],
      total: { all: 4, failed: 1, fixOnly: 1, changeFailure: { count: 1, of: 2, percent: 50 } },
    });
    expect(document.days).toHaveLength(15);
    expect(regions.cli.stderr.text()).toBe("");
  });

  it("counts a deployment in each Region", async () => {
    const regions = await kept(await someRegions([region, "eu-west-1", "us-east-1"]));
    const other = { startedAt: "2026-02-24T09:30:00.000Z", region: "eu-west-1" };
    await kept(regions, [other], "eu-west-1");
    const { region: _, ...rest } = options;
    await showHistory(regions.cli, regions.open, { ...rest, regions: `${region},eu-west-1,us-east-1`, json: true });
    expect(JSON.parse(regions.cli.stdout.text()).total).toMatchObject({ all: 5, fixOnly: 1 });
  });
});

describe("the page", () => {
  it("holds every number, runs no script, and keeps foreign text as text", async () => {
    const regions = await kept(await someRegions([region]));
    const record = rolledOut({ startedAt: "2026-02-28T09:00:00.000Z", status: "failed" });
    const { verdict, ...rest } = { ...record, release: { ...record.release, id: "<script>alert(1)</script>" } };
    await regions.of(region).evidence.open(rest);
    if (verdict !== undefined)
      await regions.of(region).evidence.conclude(rest.key, { ...verdict, reason: '"><img src=x onerror=alert(1)>' });

    expect(await shown(regions, { html: "history.html" })).toBe(0);

    const page = readFileSync(join(regions.cli.folder, "history.html"), "utf8");
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain("2 of 3 (67 %), target 5 %");
    expect(page.match(/<tr>/g)?.length).toBeGreaterThan(12);
    expect(regions.cli.stdout.text()).toBe("");
    expect(regions.cli.stderr.text()).toBe("Wrote history.html.\n");
  });
});
