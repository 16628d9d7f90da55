import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { wait } from "../../../cli/wait/wait-command.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { anApply } from "../../builders/an-apply.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";

async function waited(regions: SomeRegions, over: { readonly since?: string } = {}) {
  const options = { release: "v2.3.1", service: "shop", region, appearWithin: 10, timeout: 20, json: "verdict.json" };
  const code = await wait(regions.cli, regions, { ...options, ...over });
  const { places } = JSON.parse(readFileSync(join(regions.cli.folder, "verdict.json"), "utf8"));
  return { code, places };
}

describe("a wait for a release whose job told of its apply", () => {
  it("tells the failed apply after which nothing was rolled out", async () => {
    const regions = await someRegions([region]);
    await regions.of(region).evidence.addApply("v2.3.1", anApply({ outcome: "failed" }));

    const { code, places } = await waited(regions);

    expect(code).toBe(75);
    expect(places).toMatchObject([{ status: "missing", applies: [{ outcome: "failed" }] }]);
    expect(regions.cli.stdout.text()).toContain("terraform apply: failed");
  });

  it.each([
    ["failed", "passed", 0],
    ["success", "failed", 1],
  ] as const)("has nothing of %s in its verdict that %s", async (outcome, verdict, expected) => {
    const regions = await someRegions([region]);
    await keep(regions.of(region).evidence, aGateRollout({ verdict }));
    await regions.of(region).evidence.addApply("v2.3.1", anApply({ outcome }));

    expect(await waited(regions)).toMatchObject({
      code: expected,
      places: [{ status: verdict, applies: [{ outcome }] }],
    });
  });

  it("takes none of an earlier pipeline", async () => {
    const regions = await someRegions([region]);
    await regions.of(region).evidence.addApply("v2.3.1", anApply({ at: at(-600) }));

    const { places } = await waited(regions, { since: at(-60) });

    expect(places[0]).not.toHaveProperty("applies");
  });
});
