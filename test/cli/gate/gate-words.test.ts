import { describe, expect, it } from "vitest";
import { gateCommand } from "../../../cli/gate/gate-command.ts";
import type { GateOptions } from "../../../cli/gate/gate-options.ts";
import { aGateRollout, anOperatorDecision } from "../../builders/a-gate.ts";
import { noCredentials } from "../../builders/no-credentials.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const after = { after: region };

function asked(regions: SomeRegions, over: Partial<GateOptions> = {}) {
  const ports = {
    ...regions,
    openPassedIn: regions.open,
    identify: () => Promise.reject(new Error("nobody is asked who they are")),
    rules: async () => ({ regions: [] }),
  };
  const options = { release: "v2.3.1", service: "shop", appearWithin: 300, timeout: 2700, wait: true };
  return gateCommand(regions.cli, ports, { ...options, ...over });
}

describe("a gate that does not open", () => {
  it("is closed with 77 and says what to do when nobody is logged in", async () => {
    const regions = await someRegions([region]);
    const open = () => Promise.reject(noCredentials());

    expect(await asked({ ...regions, open }, after)).toBe(77);
    expect(regions.cli.stdout.text()).toContain("did not answer: No AWS credentials for dynamodb:Query on evidence");
  });

  it("names what is known where the release is not seen yet", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ release: "v2.3.0" }));

    expect(await asked(regions, { ...after, wait: false })).toBe(75);
    expect(regions.cli.stdout.text()).toContain("was seen yet; known there: v2.3.0 (passed)");
  });

  it("stays closed under a proceed that the profile does not let count, and says so", async () => {
    const regions = await someRegions([region]);
    const decisions = [anOperatorDecision()];
    await keep(regions.of(region).evidence, aGateRollout({ verdict: "failed", decisions }));

    expect(await asked(regions, after)).toBe(1);
    expect(regions.cli.stdout.text()).toContain("opens nothing: promotion.overrides is off");
  });

  it("holds a person's stop until another decision", async () => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ decisions: [anOperatorDecision({ decision: "alert" })] }));

    await asked(regions, after);
    expect(regions.cli.stdout.text()).toContain(", until another decision\n");
  });
});
