import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type OperatorDecision, standingDecision } from "../../../shared/domain/operator-decision.ts";
import { at } from "../../builders/a-rollout.ts";

function aDecision(second: number, id: string): OperatorDecision {
  const by = { principal: "arn:aws:sts::111122223333:assumed-role/operator/jo" };
  return { id, at: at(second), decision: "alert", reason: "pages are down", by, expiresAt: at(second + 3600) };
}

describe("the decision that counts", () => {
  it("is none when nobody decided", () => {
    expect(standingDecision([])).toBeUndefined();
  });

  it("is never a note of the hotfix lane", () => {
    const note = { ...aDecision(9, "b"), lane: "hotfix" } as const;
    expect(standingDecision([note])).toBeUndefined();
    expect(standingDecision([aDecision(5, "a"), note])).toEqual(aDecision(5, "a"));
  });

  it("is the latest one, in whatever order they are read", () => {
    const seconds = fc.uniqueArray(fc.nat({ max: 10_000 }), { minLength: 1 });
    fc.assert(
      fc.property(seconds, (all) => {
        const latest = Math.max(...all);
        expect(standingDecision(all.map((second) => aDecision(second, "a")))).toEqual(aDecision(latest, "a"));
      }),
    );
  });

  it("is the same one for every reader when two were written in the same millisecond", () => {
    const [one, other] = [aDecision(5, "a"), aDecision(5, "b")];
    expect(standingDecision([one, other])).toBe(standingDecision([other, one]));
  });
});
