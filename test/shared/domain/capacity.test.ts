import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Capacity, capacityAfter, type RunningCount, worstDip } from "../../../shared/domain/capacity.ts";
import { at } from "../../builders/a-rollout.ts";

/** A service as looks saw it every ten seconds: how many tasks ran, and how many were wanted. */
function looks(
  running: readonly number[],
  { desired = [4], minimumHealthyPercent = 100 }: { desired?: readonly number[]; minimumHealthyPercent?: number } = {},
): Capacity {
  const counts = running.map((each, index): RunningCount => {
    return { running: each, desired: desired[index] ?? desired.at(-1) ?? 0, minimumHealthyPercent };
  });
  return counts.reduce<Capacity | undefined>(
    (before, count, index) => capacityAfter(before, count, at(index * 10)),
    undefined,
  ) as Capacity;
}

describe("capacity is lost", () => {
  it("from the look that sees fewer tasks than must run to the one that sees enough again", () => {
    expect(looks([4, 3, 1, 2, 4, 8, 4]).dips).toEqual([
      { lowest: 1, desired: 4, minimum: 4, held: 4, from: at(10), until: at(40), confirmed: true },
    ]);
  });

  it("as long as no look sees enough again, also after a higher minimum", () => {
    expect(looks([4, 2, 5], { desired: [4, 4, 6] }).dips).toEqual([
      { lowest: 2, desired: 4, minimum: 4, held: 4, from: at(10), until: at(20) },
    ]);
    expect(looks([4, 2, 3]).dips).toEqual([
      { lowest: 2, desired: 4, minimum: 4, held: 4, from: at(10), confirmed: true },
    ]);
  });

  it.each([
    { what: "a second look sees fewer too, though more than the first", second: 3, seconds: 5, isConfirmed: true },
    { what: "a second look sees even fewer", second: 1, seconds: 5, isConfirmed: true },
    { what: "a second look sees enough again, however late", second: 4, seconds: 300, isConfirmed: false },
    { what: "the second look comes while ECS's counts may still lag", second: 2, seconds: 4, isConfirmed: false },
  ])("and is confirmed ($isConfirmed) where $what", ({ second, seconds, isConfirmed }) => {
    const count = (running: number): RunningCount => ({ running, desired: 4, minimumHealthyPercent: 100 });
    const first = capacityAfter(capacityAfter(undefined, count(4), at(0)), count(2), at(10));
    const [dip] = capacityAfter(first, count(second), at(10 + seconds)).dips;

    expect(dip?.confirmed === true).toBe(isConfirmed);
  });

  it("and stays confirmed when it ends", () => {
    expect(looks([4, 2, 2, 4]).dips).toMatchObject([{ confirmed: true, until: at(30) }]);
  });

  it("when nothing runs any more, also where the service's minimum allows it", () => {
    const [dip] = looks([1, 0, 1], { desired: [1], minimumHealthyPercent: 0 }).dips;

    expect(dip).toEqual({ lowest: 0, desired: 1, minimum: 0, held: 1, from: at(10), until: at(20) });
  });

  it("by a service that ran fewer tasks than it must before, and now fewer still", () => {
    expect(looks([3, 2, 4]).dips).toMatchObject([{ lowest: 2, held: 3, minimum: 4 }]);
  });
});

describe("capacity is not lost", () => {
  it.each([
    { what: "a first deployment starts its tasks", counts: [0, 1, 3, 4] },
    { what: "old and new tasks overlap", counts: [4, 8, 4] },
    { what: "autoscaling wants more", counts: [4, 4, 6], desired: [4, 6, 6] },
    { what: "autoscaling wants fewer", counts: [4, 2, 2], desired: [4, 2, 2] },
    { what: "nothing is wanted any more", counts: [4, 0], desired: [4, 0] },
    { what: "the minimum, rounded up, is kept", counts: [5, 3, 5], desired: [5], minimumHealthyPercent: 50 },
  ])("when $what", ({ counts, ...service }) => {
    expect(looks(counts, service).dips).toEqual([]);
  });

  it("by any count that never falls while the same number is wanted", () => {
    const rising = fc.array(fc.nat(10), { minLength: 1 }).map((counts) => counts.toSorted((one, other) => one - other));

    fc.assert(
      fc.property(rising, fc.nat(100), (counts, minimumHealthyPercent) => {
        expect(looks(counts, { minimumHealthyPercent }).dips).toEqual([]);
      }),
    );
  });
});

describe("of several losses", () => {
  it("the deepest is the worst, and of equal ones the longest", () => {
    const { dips } = looks([4, 3, 4, 2, 4, 2, 2, 4]);

    expect(worstDip(dips, at(100))).toMatchObject({ lowest: 2, from: at(50), until: at(70) });
    expect(worstDip([], at(100))).toBeUndefined();
  });

  it("at most twenty are kept", () => {
    expect(looks(Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 4 : 3))).dips).toHaveLength(20);
  });
});
