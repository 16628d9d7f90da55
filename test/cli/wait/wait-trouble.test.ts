import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../cli/failure.ts";
import { writeReports } from "../../../cli/wait/report-files.ts";
import { type WaitOptions, wait } from "../../../cli/wait/wait-command.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aGateRollout, anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { conclude, inCluster, keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";
import { aCli } from "../a-cli.ts";

const region = "ap-southeast-2";
const running = aGateRollout({ verdict: "running" });

function waiting(regions: SomeRegions, over: Partial<WaitOptions> = {}) {
  const options = { release: "v2.3.1", service: "shop", region, appearWithin: 300, timeout: 2700 };
  return wait(regions.cli, regions, { ...options, ...over });
}

describe("waiting", () => {
  it("ends with 2 at once when the table is not there, in every file too", async () => {
    const regions = await someRegions([region]);
    const missing = "dynamodb:Query on evidance found nothing (ResourceNotFoundException: no such table)";
    const open = () => Promise.reject(new ValidatorError("NotFound", missing));

    expect(await waiting({ ...regions, open }, { json: "verdict.json" })).toBe(2);

    expect(regions.now()).toBe(at(300));
    const words = "There is no table evidance in this account and Region (dynamodb:Query found nothing): check --table";
    expect(regions.cli.stdout.text()).toContain(words);
    expect(JSON.parse(readFileSync(join(regions.cli.folder, "verdict.json"), "utf8"))).toMatchObject({
      status: "asked wrongly",
      decision: "delegate",
    });
  });

  it("says a refusal that is the same in several Regions once, below all of them", async () => {
    const regions = await someRegions([region]);
    const refused =
      "ssm:GetParameter on table was denied (CredentialsProviderError: Could not load credentials from any providers)";
    const open = () => Promise.reject(new ValidatorError("AccessDenied", refused));
    const { region: _, ...several } = { region, regions: `${region},eu-west-1` };
    const options = { release: "v2.3.1", service: "shop", appearWithin: 300, timeout: 2700, ...several };

    expect(await wait(regions.cli, { ...regions, open }, options)).toBe(77);

    const text = regions.cli.stdout.text();
    expect(text.match(/No AWS credentials/g)).toHaveLength(1);
    expect(text).toMatch(/\(unknown, ap-southeast-2\)\n.*\(unknown, eu-west-1\)\n {2}No AWS credentials for ssm/);
  });

  it("ends with 2 when the release comes to a second cluster meanwhile", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, running);
    regions.later(320, () => keep(evidence, inCluster("blue", aGateRollout({ number: "2" }))));

    expect(await waiting(regions)).toBe(2);
    expect(regions.now()).toBe(at(320));
    expect(regions.cli.stdout.text()).toContain("several clusters of ap-southeast-2: blue, production");
  });

  it("reads no measurement, and lists the services once", async () => {
    const regions = await someRegions([region]);
    const table = regions.of(region);
    let lists = 0;
    const open = async () => ({
      ...table,
      evidence: { ...table.evidence, dossier: () => Promise.reject(new Error("the whole evidence was read")) },
      history: {
        ...table.history,
        services: () => {
          lists += 1;
          return table.history.services();
        },
      },
    });
    await keep(table.evidence, running);
    regions.later(400, () => conclude(table.evidence, running, "passed"));

    expect(await waiting({ ...regions, open })).toBe(0);
    expect(lists).toBe(1);
  });

  it("says what a person decided", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ decisions: [anOperatorDecision({ decision: "alert" })] }));

    expect(await waiting(regions)).toBe(0);
    expect(regions.cli.stdout.text()).toContain("decided: alert");
  });

  it("ends at once when another release took the place of this one", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout({ verdict: "superseded" }));
    await keep(evidence, aGateRollout({ release: "v2.4.0", number: "2", startedAt: 200, verdict: "running" }));

    expect(await waiting(regions)).toBe(75);
    expect(regions.now()).toBe(at(300));
  });

  it.each([3600, -3600])(
    "waits as long for a successor when its machine's clock is %i s ahead",
    async (aheadSeconds) => {
      const regions = await someRegions([region], { aheadSeconds });
      await keep(regions.of(region).evidence, aGateRollout({ verdict: "superseded" }));

      expect(await waiting(regions)).toBe(75);
      expect(regions.now()).toBe(at(555));
    },
  );

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
