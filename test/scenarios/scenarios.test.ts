import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readScenario } from "../../local/scenario/read-scenario.ts";
import { gitlabToken } from "../../local/world/gitlab.ts";
import { linkKey } from "../../local/world/names.ts";
import { brokenInvariants } from "../reliability/invariants.ts";
import { play } from "../reliability/world-facts.ts";

const folder = fileURLToPath(new URL("../../examples/scenarios/", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

describe("every scenario comes out as it says", () => {
  it.each(files)("%s", async (name) => {
    const played = await play(readScenario(`${folder}${name}`));
    const { outcome } = played;

    expect(outcome.expectations.filter(({ passed }) => !passed)).toEqual([]);
    expect(outcome.expectations.length).toBeGreaterThan(0);
    expect(outcome.troubles).toEqual([]);
    expect(outcome.passed).toBe(true);
    expect(brokenInvariants(played)).toEqual([]);
    const written = [...outcome.captured.logs, ...outcome.captured.metrics].join("\n");
    for (const secret of [gitlabToken, linkKey]) expect(written).not.toContain(secret);
  });
});
