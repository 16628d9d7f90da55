import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type HistoryOptions, showHistory } from "../../../cli/history/show-history.ts";
import { rolledOut } from "../../builders/rolled-out.ts";
import { someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";

/** One deployment a day, each with the seconds for which its endpoint was down. */
async function shown(seconds: readonly (number | undefined)[], over: Partial<HistoryOptions> = {}) {
  const regions = await someRegions([region]);
  const { evidence } = regions.of(region);
  for (const [index, downtimeSeconds] of seconds.entries()) {
    const startedAt = `2026-02-${18 + index}T09:00:00.000Z`;
    const { verdict, ...record } = rolledOut({ startedAt, downtimeSeconds });
    await evidence.open(record);
    if (verdict !== undefined) await evidence.conclude(record.key, verdict);
  }
  expect(await showHistory(regions.cli, regions.open, { service: "shop", region, since: 14 * 86_400, ...over })).toBe(
    0,
  );
  return regions.cli;
}

describe("the downtime in the history of a service", () => {
  it("is left out where nobody asked: nothing said would pass for none", async () => {
    expect((await shown([undefined, undefined])).stdout.text()).not.toContain("downtime");
  });

  it("of none says how much that means", async () => {
    expect((await shown([undefined, 0, 0])).stdout.text()).toContain(
      `downtime              2 of 2 (100 %) without, target 0s
                      asked every 5s until the verdict: no outage of 5s or
                      longer was seen at the probed addresses
`,
    );
  });

  it("names the worst, rounded up so that it is never none, and that it may have gone on", async () => {
    expect((await shown([0, 9.2, 5, 0])).stdout.text()).toContain(
      `downtime              2 of 4 (50 %) without, worst 10s, target 0s
                      asked every 5s until the verdict at the probed addresses:
                      an outage may have gone on
`,
    );
  });

  it("is on the page as a missed target and beside its deployment, and in the JSON", async () => {
    const cli = await shown([undefined, 0, 10], { html: "history.html", json: true });
    const page = readFileSync(join(cli.folder, "history.html"), "utf8");
    expect(page).toContain(
      '<th scope="row">downtime</th><td>1 of 2 (50 %) without, worst 10s, target 0s</td><td><span class="mark failed">missed</span></td>',
    );
    expect(page.match(/down for \d+s/g)).toEqual(["down for 10s"]);
    const { downtime, deployments } = JSON.parse(cli.stdout.text());
    expect(downtime).toMatchObject({ worst: 10, without: { count: 1, of: 2 }, targetSeconds: 0, stepSeconds: 5 });
    expect(deployments.map((each: { downtimeSeconds?: number }) => each.downtimeSeconds)).toEqual([undefined, 0, 10]);
  });
});
