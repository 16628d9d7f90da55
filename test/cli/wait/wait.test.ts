import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../cli/failure.ts";
import { type WaitOptions, wait } from "../../../cli/wait/wait-command.ts";
import type { FaultRule } from "../../../local/server/faults.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { conclude, inCluster, keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const files = { junit: "out/verdict.xml", json: "verdict.json", dotenv: "verdict.env", markdown: "verdict.md" };

function waiting(regions: SomeRegions, over: Partial<Record<keyof WaitOptions, unknown>> = {}) {
  return wait(regions.cli, regions, {
    release: "v2.3.1",
    service: "shop",
    region,
    appearWithin: 300,
    timeout: 2700,
    ...(over as Partial<WaitOptions>),
  });
}

function written(regions: SomeRegions, file: string): string {
  return readFileSync(join(regions.cli.folder, file), "utf8");
}

const running = aGateRollout({ verdict: "running" });

describe("waiting for a verdict", () => {
  it("ends with 75 when no validation is seen in time, and says what is known instead", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ release: "v2.3.0" }));

    expect(await waiting(regions)).toBe(75);

    expect(regions.now()).toBe(at(600));
    expect(regions.cli.stdout.text()).toContain(
      "no validation of this release was seen within 5m; known there: v2.3.0 (passed)",
    );
  });

  it("names the nearest services when nobody knows the service", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await waiting(regions, { service: "shoop", appearWithin: 10 })).toBe(75);

    expect(regions.cli.stdout.text()).toContain("no service shoop was validated there; near: shop");
  });

  it("never takes the verdict of whatever runs there, nor that of an earlier rollout of the release", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout({ release: "v2.4.0", number: "9", startedAt: 60 }));
    await keep(evidence, aGateRollout());
    await keep(evidence, aGateRollout({ number: "8", startedAt: 120, verdict: "running" }));

    expect(await waiting(regions, { timeout: 60 })).toBe(75);

    expect(regions.cli.stdout.text()).toContain("no verdict within 1m: 0 of 0 checks passed so far");
  });

  it("counts no rollout that started before the time it is told", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await waiting(regions, { since: at(1) })).toBe(75);
  });

  it("ends with the verdict that comes while it waits, and tells every change once", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    regions.later(310, () => keep(evidence, running));
    regions.later(320, () =>
      evidence.saveFindings(running.record.key, [aFinding({ status: "pending", reason: "waits" })]),
    );
    regions.later(400, () => evidence.saveFindings(running.record.key, [aFinding()]));
    regions.later(420, () => conclude(evidence, running, "passed"));

    expect(await waiting(regions)).toBe(0);

    const lines = regions.cli.stdout.text().split("\n");
    expect(lines.slice(0, 6)).toEqual([
      "Waiting for the verdict on v2.3.1 of shop in ap-southeast-2, at most 45m.",
      "10:05:10  ap-southeast-2  validation of ecs-svc/1571272475813219068 opened at 10:00:01",
      "10:05:40  ap-southeast-2  still waiting: 0 of 1 checks passed, verdict by 10:23:00",
      "10:06:10  ap-southeast-2  still waiting: 0 of 1 checks passed, verdict by 10:23:00",
      '10:06:40  ap-southeast-2  OK started: seen: "Started App"',
      "10:07:00  ap-southeast-2  VERDICT passed -> proceed: it passed",
    ]);
  });

  it.each([
    ["failed", 1],
    ["inconclusive", 75],
    ["superseded", 75],
    ["passed", 0],
  ] as const)("exits after %s with %i", async (verdict, code) => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ verdict }));

    expect(await waiting(regions)).toBe(code);
  });

  it("asks which cluster is meant", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, aGateRollout());
    await keep(evidence, inCluster("blue", aGateRollout({ number: "2", release: "v2.3.0" })));

    expect(await waiting(regions)).toBe(2);
    expect(regions.now()).toBe(at(300));
    expect(regions.cli.stdout.text()).toContain(
      "shop is in several clusters of ap-southeast-2: blue, production; name one by --cluster",
    );
    expect(await waiting(regions, { cluster: "production" })).toBe(0);
  });
});

describe("several Regions", () => {
  const two = { region: undefined, regions: "ap-southeast-2,eu-west-1" };

  it("are all shown when one may not be read", async () => {
    const denied = { service: "dynamodb", fault: "denied" } as const;
    const regions = await someRegions([region, "eu-west-1"], { faults: { "eu-west-1": [denied] } });
    await keep(regions.of(region).evidence, aGateRollout());

    expect(await waiting(regions, two)).toBe(77);

    const text = regions.cli.stdout.text();
    expect(text).toContain("passed -> proceed   shop (production, ap-southeast-2)");
    expect(text).toContain("not allowed -> delegate   shop (unknown, eu-west-1)");
    expect(text).toContain("dynamodb:Query on evidence was denied");
  });

  it("are asked again while one does not answer", async () => {
    const throttled = { service: "dynamodb", fault: "throttled", operation: "Query" } as const;
    const faults: FaultRule[] = [];
    const regions = await someRegions([region], { faults: { [region]: faults } });
    await keep(regions.of(region).evidence, aGateRollout());
    faults.push(throttled);
    regions.later(400, () => faults.pop());

    expect(await waiting(regions)).toBe(0);

    expect(regions.now()).toBe(at(400));
    expect(regions.cli.stdout.text().match(/no answer: /g)).toHaveLength(1);
  });
});

describe("a Region that never answers", () => {
  it("is given up when its validation should have been seen", async () => {
    const unavailable = { service: "dynamodb", fault: "unavailable" } as const;
    const regions = await someRegions([region], { faults: { [region]: [unavailable] } });

    expect(await waiting(regions, { appearWithin: 60 })).toBe(75);

    expect(regions.now()).toBe(at(360));
    expect(regions.cli.stdout.text()).toContain("no answer -> delegate   shop (unknown, ap-southeast-2)");
  });
});

describe("the files", () => {
  it("say on the way that there is no verdict yet, and afterwards what it is", async () => {
    const regions = await someRegions([region]);
    const { evidence } = regions.of(region);
    await keep(evidence, running);
    let meanwhile = "";
    regions.later(310, () => {
      meanwhile = written(regions, "verdict.env");
    });
    regions.later(320, () => conclude(evidence, running, "failed"));

    expect(await waiting(regions, files)).toBe(1);

    expect(meanwhile).toMatch(/^ROLLOUT_VERDICT=running\nROLLOUT_DECISION=delegate\n/);
    expect(written(regions, "verdict.env")).toMatch(/^ROLLOUT_VERDICT=failed\nROLLOUT_DECISION=alert\n/);
    expect(written(regions, "out/verdict.xml")).toContain("failed: it failed");
    expect(JSON.parse(written(regions, "verdict.json"))).toMatchObject({
      version: 1,
      status: "failed",
      decision: "alert",
    });
    expect(written(regions, "verdict.md")).toMatch(/^## `shop` `v2\.3\.1`: failed -> alert\n/);
    expect(readdirSync(regions.cli.folder).sort()).toEqual(["out", "verdict.env", "verdict.json", "verdict.md"]);
  });

  it("are written when the waiting is interrupted", async () => {
    const interrupt: (() => void)[] = [];
    const onInterrupt = (action: () => void) => {
      interrupt.push(action);
      return () => {};
    };
    const regions = await someRegions([region], { cli: { onInterrupt } });
    await keep(regions.of(region).evidence, running);
    regions.later(320, () => interrupt[0]?.());

    await expect(waiting(regions, files)).rejects.toMatchObject({ name: "Interrupted" });

    expect(written(regions, "verdict.env")).toMatch(/^ROLLOUT_VERDICT=interrupted\n/);
    expect(written(regions, "out/verdict.xml")).toContain(
      '<error message="interrupted: interrupted before there was a verdict">',
    );
  });

  it("that cannot be written are refused before the waiting begins", async () => {
    const regions = await someRegions([region]);

    await expect(waiting(regions, { json: "/dev/null/verdict.json" })).rejects.toThrow(
      new UsageError("--json: /dev/null/verdict.json cannot be written (EEXIST)."),
    );
    expect(regions.now()).toBe(at(300));
  });
});
