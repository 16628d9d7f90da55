import { beforeEach, describe, expect, it } from "vitest";
import { askGate } from "../../../functions/ask-gate/ask-gate.ts";
import type { GateDecision } from "../../../shared/domain/gate/decision.ts";
import { GateQuestionInput } from "../../../shared/schema/gate-question.ts";
import { parseShape } from "../../../shared/schema/problems.ts";
import { aGateRollout } from "../../builders/a-gate.ts";
import { at, serviceArn } from "../../builders/a-rollout.ts";
import { keep, type SomeRegions, someRegions } from "../../builders/some-regions.ts";

const region = "ap-southeast-2";
const question = {
  requirements: [{ kind: "region" as const, service: "shop", region, release: "v2.3.1", soakSeconds: 0 }],
};

let regions: SomeRegions;
let told: unknown[][];
let counted: GateDecision[];

beforeEach(async () => {
  regions = await someRegions([region]);
  told = [];
  counted = [];
});

function ask(input: Parameters<ReturnType<typeof askGate>>[0] = question) {
  const events = { put: async (...event: unknown[]) => void told.push(event) };
  const evidenceOf = async () => regions.of(region);
  return askGate({ evidenceOf, clock: regions.cli.clock, events, count: (decision) => counted.push(decision) })(input);
}

describe("ask-gate", () => {
  it("tells nobody while it waits, as it is asked again and again", async () => {
    await keep(regions.of(region).evidence, aGateRollout({ verdict: "running" }));

    expect(await ask()).toMatchObject({ state: "waiting", lookAgainAt: at(1380) });
    expect([told, counted.length]).toEqual([[], 1]);
  });

  it.each([
    ["failed", "closed"],
    ["passed", "open"],
  ] as const)(
    "tells the event bus after %s that the gate is %s, with the whole answer and what it is about",
    async (verdict, state) => {
      await keep(regions.of(region).evidence, aGateRollout({ verdict }));

      const decision = await ask();

      expect(decision.state).toBe(state);
      expect(told).toEqual([["Gate Decision", { version: "1", ...decision }, [serviceArn]]]);
    },
  );

  it("takes an appearBy, and is closed when nothing was seen by then", async () => {
    expect(await ask({ ...question, appearBy: at(301) })).toMatchObject({ state: "waiting" });
    expect(await ask({ ...question, appearBy: at(300) })).toMatchObject({ state: "closed" });
  });
});

describe("its input", () => {
  it.each([
    [{}, "requirements: "],
    [{ requirements: [] }, "requirements: "],
    [
      { requirements: [{ ...question.requirements[0], region: "sydney" }] },
      "requirements[0].region: must be an AWS Region",
    ],
    [{ requirements: [{ ...question.requirements[0], soak: 1 }] }, "requirements[0]: "],
    [{ ...question, hotfix: {} }, "hotfix.reason: "],
  ])("%j is refused, by its path", (input, problem) => {
    expect(parseShape(GateQuestionInput, input).problems?.[0]).toContain(problem);
  });
});
