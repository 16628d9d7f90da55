import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveries, deserved, scenarioOf, stories } from "./generated-timelines.ts";
import { brokenInvariants } from "./invariants.ts";
import { play } from "./world-facts.ts";

/** `RELIABILITY_RUNS=500` plays more of them; the ordinary test run has seconds, not minutes. */
const numRuns = Number(process.env["RELIABILITY_RUNS"] ?? 10);

describe("generated rollouts", () => {
  it(
    "reach the verdict that they deserve, whatever becomes of their events and calls",
    async () => {
      await fc.assert(
        fc.asyncProperty(stories(), deliveries(), async (story, delivery) => {
          const played = await play(scenarioOf(story, delivery));
          expect(brokenInvariants(played)).toEqual([]);
          expect(played.outcome.deploys[0]?.dossier?.record.verdict?.status).toBe(deserved(story));
        }),
        { numRuns },
      );
    },
    numRuns * 20_000,
  );

  it(
    "go the same way every time",
    async () => {
      await fc.assert(
        fc.asyncProperty(stories(), deliveries(), async (story, delivery) => {
          const [first, second] = [await play(scenarioOf(story, delivery)), await play(scenarioOf(story, delivery))];
          expect(second.outcome.deploys).toEqual(first.outcome.deploys);
          expect(second.outcome.posted).toEqual(first.outcome.posted);
        }),
        { numRuns: Math.ceil(numRuns / 6) },
      );
    },
    numRuns * 20_000,
  );
});
