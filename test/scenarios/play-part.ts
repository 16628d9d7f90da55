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

/** Parts of the scenarios that are played side by side, each by a test file of its own. */
const parts = 4;

/** Plays every fourth scenario, from this one on: it comes out as it says, and breaks no invariant. */
export function playPart(part: number): void {
  const own = files.filter((_, index) => index % parts === part - 1);
  describe(`scenarios, part ${part} of ${parts}: each comes out as it says`, () => {
    it.each(own)("%s", async (name) => {
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
}
