import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../cli/failure.ts";
import { writeReports } from "../../../cli/wait/report-files.ts";
import { type WaitOptions, wait } from "../../../cli/wait/wait-command.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { conclude, keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";
import { aCli } from "../a-cli.ts";

const region = "ap-southeast-2";
const running = aGateRollout({ verdict: "running" });

function waiting(regions: SomeRegions, over: Partial<WaitOptions> = {}) {
  const options = { release: "v2.3.1", service: "shop", region, appearWithin: 300, timeout: 2700 };
  return wait(regions.cli, regions, { ...options, ...over });
}

describe("waiting", () => {
  it("says that an earlier rollout of the release is too old to count", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await waiting(regions, { since: at(200) })).toBe(75);

    expect(regions.cli.stdout.text()).toContain(
      `no validation of this release was seen within 5m; an earlier rollout of it, from ${at(0)} (passed), does not count because of --since ${at(200)}`,
    );
  });

  it("names the time that it really waited", async () => {
    const regions = await someRegions([region]);

    expect(await waiting(regions, { timeout: 60 })).toBe(75);

    expect(regions.cli.stdout.text()).toContain("no validation of this release was seen within 1m");
  });

  it("goes on when a Region does not answer for a while, long after its validation was seen", async () => {
    const faults: FaultRule[] = [];
    const regions = await someRegions([region], { faults: { [region]: faults } });
    await keep(regions.of(region).evidence, running);
    regions.later(700, () => faults.push({ service: "dynamodb", fault: "throttled", operation: "Query" }));
    regions.later(720, () => faults.pop());
    regions.later(800, () => conclude(regions.of(region).evidence, running, "passed"));

    expect(await waiting(regions)).toBe(0);

    expect(regions.cli.stdout.text().match(/validation of \S+ opened/g)).toHaveLength(1);
  });

  it("takes the rollout that replaced the first one, also when it is seen only after the first one's verdict", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    const again = aGateRollout({ number: "2", startedAt: 305, verdict: "running" });
    const superseded = aVerdict({ status: "superseded", decision: "none", reason: "replaced", at: at(310) });
    await keep(evidence, running);
    regions.later(310, () => evidence.conclude(running.record.key, superseded));
    regions.later(325, () => keep(evidence, again));
    regions.later(400, () => conclude(evidence, again, "passed"));

    expect(await waiting(regions)).toBe(0);
  });
});

describe("a report file", () => {
  const report = (file: string) => [{ option: "--json", file, text: "new" }];

  it("that is a link stays one", () => {
    const { folder } = aCli();
    writeFileSync(join(folder, "real.json"), "old");
    symlinkSync("real.json", join(folder, "link.json"));

    writeReports({ folder }, report("link.json"));

    expect(readFileSync(join(folder, "real.json"), "utf8")).toBe("new");
  });

  it("that is a device, such as /dev/stdout for root, is written to and never replaced", () => {
    const { folder } = aCli();
    symlinkSync("/dev/null", join(folder, "null"));

    writeReports({ folder }, report("null"));

    expect(readFileSync(join(folder, "null"), "utf8")).toBe("");
  });

  it("that cannot be replaced leaves nothing behind", () => {
    const { folder } = aCli();
    mkdirSync(join(folder, "verdict.json"));

    expect(() => writeReports({ folder }, report("verdict.json"))).toThrow(UsageError);

    expect(readdirSync(folder)).toEqual(["verdict.json"]);
  });
});
