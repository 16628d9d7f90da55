import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";

const address = { service: "logs", operation: "StartQuery", region: "eu-west-1" };

function struck(rules: readonly FaultRule[], seconds: readonly number[], seed = 1): (string | undefined)[] {
  let now = 0;
  const plan = faultPlan(rules, { elapsedSeconds: () => now, seed });
  return seconds.map((second) => {
    now = second;
    return plan.strike(address)?.fault;
  });
}

describe("a fault plan", () => {
  it.each([
    { what: "another service", rule: { service: "ecs" } },
    { what: "another operation", rule: { service: "logs", operation: "FilterLogEvents" } },
    { what: "another Region", rule: { service: "logs", region: "us-east-1" } },
  ])("spares what a rule for $what does not name", ({ rule }) => {
    expect(struck([{ ...rule, fault: "throttled" }], [1])).toEqual([undefined]);
  });

  it("strikes from its start, inclusive, to its end, exclusive", () => {
    const rule = { service: "logs", operation: "*", fromSeconds: 10, toSeconds: 20, fault: "unavailable" } as const;

    expect(struck([rule], [9.999, 10, 19.999, 20])).toEqual([undefined, "unavailable", "unavailable", undefined]);
  });

  it("strikes the first calls of its time only, then leaves the way to the next rule", () => {
    const rules: FaultRule[] = [
      { service: "logs", fromSeconds: 5, times: { first: 2 }, fault: "reset" },
      { service: "logs", fault: "slow", slowSeconds: 1 },
    ];

    expect(struck(rules, [1, 6, 7, 8])).toEqual(["slow", "reset", "reset", "slow"]);
  });

  it("strikes about its share of calls, the same ones for the same seed", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, share) => {
        const rules: FaultRule[] = [{ service: "logs", times: { share }, fault: "throttled" }];
        const calls = Array.from({ length: 400 }, () => 1);

        const outcome = struck(rules, calls, seed);

        expect(struck(rules, calls, seed)).toEqual(outcome);
        expect(Math.abs(outcome.filter((fault) => fault !== undefined).length / 400 - share)).toBeLessThan(0.15);
      }),
    );
  });

  it("counts what it did", () => {
    const plan = faultPlan([{ service: "logs", times: { first: 2 }, fault: "denied" }], { elapsedSeconds: () => 0 });
    for (let call = 0; call < 3; call += 1) plan.strike(address);

    expect(plan.counts()).toEqual({ "logs:StartQuery denied": 2 });
  });
});
