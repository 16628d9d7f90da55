import { describe, expect, it } from "vitest";
import { gate } from "../../../../shared/domain/gate/gate.ts";
import type { Requirement } from "../../../../shared/domain/gate/question.ts";
import {
  aGateRollout,
  anOperatorDecision,
  aRequirement,
  type RolloutOver,
  someFacts,
} from "../../../builders/a-gate.ts";
import { anHourOn } from "../../../builders/ask-gate.ts";

const [one, two] = [`sha256:${"a".repeat(64)}`, `sha256:${"b".repeat(64)}`];
const there = { region: "eu-west-1" };

function codes(...asked: readonly (readonly [Partial<Requirement>, RolloutOver])[]): readonly string[] {
  const requirements = asked.map(([over]) => aRequirement(over));
  const facts = asked.map(([, over], index) => someFacts([aGateRollout(over)], requirements[index]));
  return gate({ requirements }, facts, anHourOn).results.map(({ code }) => code);
}

function reason(
  rollout: RolloutOver | undefined,
  { hint = "", ...over }: Partial<Requirement> & { hint?: string } = {},
) {
  const requirement = aRequirement(over);
  const facts = someFacts(rollout === undefined ? [] : [aGateRollout(rollout)], requirement);
  return gate({ requirements: [requirement] }, [{ ...facts, ...(hint && { hint }) }], anHourOn).results[0]?.reason;
}

describe("one image in all Regions", () => {
  it("is broken on both sides when the images differ", () => {
    expect(codes([{}, { digest: one }], [there, { digest: two }])).toEqual(["other image", "other image"]);
  });

  it("cannot be told where an image is not known", () => {
    expect(codes([{}, { digest: one }], [there, {}])).toEqual(["passed", "passed"]);
    expect(codes([{}, {}], [there, { digest: two }])).toEqual(["passed", "passed"]);
  });

  it("is asked of one release of one service only", () => {
    expect(codes([{}, { digest: one }], [{ ...there, service: "auth" }, { digest: two }])).toEqual([
      "passed",
      "passed",
    ]);
    expect(
      codes(
        [{}, { digest: one }],
        [
          { ...there, release: "v3" },
          { digest: two, release: "v3" },
        ],
      ),
    ).toEqual(["passed", "passed"]);
  });

  it("is asked of Regions, not of required services and environments", () => {
    const required = { ...there, kind: "service" } as const;
    expect(codes([{}, { digest: one }], [required, { digest: two }])).toEqual(["passed", "passed"]);
  });

  it("takes no other reason's place", () => {
    expect(codes([{}, { digest: one, verdict: "failed" }], [there, { digest: two }])).toEqual([
      "failed",
      "other image",
    ]);
  });
});

describe("the reason", () => {
  it.each([
    ["of a release that was never seen", undefined, {}, "no validation of v2.3.1 of shop was seen"],
    [
      "tells what is known instead",
      undefined,
      { hint: "known there: v2.3.0" },
      "no validation of v2.3.1 of shop was seen; known there: v2.3.0",
    ],
    ["of a failure is the verdict's", { verdict: "failed" }, {}, "failed: it failed"],
    ["of a pass says how long ago", {}, {}, "passed 55m48s ago"],
    ["of an old pass names the limit", {}, { evidenceAgeSeconds: 60 }, "passed 55m48s ago, and evidence counts for 1m"],
    ["of a soak names what is left", {}, { soakSeconds: 3600 }, "soaks for 1h from its verdict, 4m12s left"],
    [
      "of a proceed that the profile does not let count says so",
      { verdict: "failed", decisions: [anOperatorDecision()] },
      {},
      "failed: it failed; the decision to proceed opens nothing: promotion.overrides is off",
    ],
  ] as const)("%s", (_, rollout, over, text) => {
    expect(reason(rollout, over)).toBe(text);
  });

  it("counts evidence of exactly the limit's age", () => {
    expect(reason({}, { evidenceAgeSeconds: 3600 - 252 })).toBe("passed 55m48s ago");
  });

  it("of the whole gate is that of what is waited for, when something is", () => {
    const requirements = [aRequirement(), aRequirement({ ...there, soakSeconds: 3600 })];
    const facts = requirements.map((requirement) => someFacts([aGateRollout()], requirement));
    expect(gate({ requirements }, facts, anHourOn)).toMatchObject({
      state: "waiting",
      reason: expect.stringMatching(/^shop@v2\.3\.1 in eu-west-1: soaks/),
    });
  });
});
