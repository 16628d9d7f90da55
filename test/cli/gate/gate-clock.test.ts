import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aGateRollout, anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { keep, someRegions } from "../../builders/some-regions.ts";
import { asked } from "./asked.ts";

const region = "ap-southeast-2";
const after = { after: region };

/** The gate on a machine whose clock is so many seconds ahead; in AWS it is 10:05. */
async function onMachine(aheadSeconds: number) {
  const regions = await someRegions([region], { aheadSeconds });
  return {
    regions,
    keep: (over: Parameters<typeof aGateRollout>[0]) => keep(regions.of(region).evidence, aGateRollout(over)),
  };
}

describe("a machine whose clock is wrong", () => {
  it("shortens no soak", async () => {
    const { regions, keep } = await onMachine(3600);
    await keep({ soakSeconds: 600 });

    expect(await asked(regions, { ...after, json: "gate.json" })).toBe(0);

    expect(regions.now()).toBe(at(852));
    expect(JSON.parse(readFileSync(join(regions.cli.folder, "gate.json"), "utf8"))).toMatchObject({ at: at(852) });
  });

  it("lets no expired decision count", async () => {
    const { regions, keep } = await onMachine(-3600);
    const decisions = [anOperatorDecision({ at: at(260), expiresAt: at(290) })];
    await keep({ verdict: "failed", overrides: true, decisions });

    expect(await asked(regions, after)).toBe(1);
  });

  it.each([3600, -3600])("%i s ahead waits as long as it was told for a validation", async (aheadSeconds) => {
    const { regions } = await onMachine(aheadSeconds);

    expect(await asked(regions, after)).toBe(75);
    expect(regions.now()).toBe(at(600));
  });

  it.each([3600, -3600])("%i s ahead waits as long as it was told for a verdict", async (aheadSeconds) => {
    const { regions, keep } = await onMachine(aheadSeconds);
    await keep({ verdict: "running" });

    expect(await asked(regions, { ...after, timeout: 60 })).toBe(75);
    expect(regions.now()).toBe(at(360));
  });

  it.each([
    [130, "This machine's clock is 2m10s ahead of AWS's: the gate was judged by AWS's time. Set the clock right.\n"],
    [-31, "This machine's clock is 31s behind AWS's: the gate was judged by AWS's time. Set the clock right.\n"],
    [29, ""],
  ])("is told of, %i s ahead", async (aheadSeconds, warning) => {
    const { regions, keep } = await onMachine(aheadSeconds);
    await keep({});

    await asked(regions, after);
    expect(regions.cli.stderr.text()).toBe(warning);
  });

  it("is trusted where no answer tells the time, which is told", async () => {
    const { regions, keep } = await onMachine(0);
    await keep({});
    const clock = { ...regions.clock, now: regions.now, skewSeconds: () => undefined };

    expect(await asked({ ...regions, clock }, after)).toBe(0);
    expect(regions.cli.stderr.text()).toBe("No answer of AWS told the time: this machine's clock was trusted.\n");
  });
});
