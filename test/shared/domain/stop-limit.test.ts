import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareText, stopLimit } from "../../../shared/domain/stop-limit.ts";

const percent = fc.integer({ min: 1, max: 100 });
const wanted = fc.integer({ min: 0, max: 5000 });

describe("a share of the tasks that may stop", () => {
  it.each([
    [60, 3],
    [61, 4],
    [41, 3],
    [40, 2],
    [20, 2],
    [1, 2],
    [0, 2],
  ])("of 5% is, for %i wanted tasks, %i", (of, limit) => {
    expect(stopLimit("5%", of)).toBe(limit);
  });

  it("is never below two, never less than the share, and less than one above it", () => {
    fc.assert(
      fc.property(percent, wanted, (share, of) => {
        const limit = stopLimit(`${share}%`, of);
        expect(limit).toBeGreaterThanOrEqual(2);
        expect(limit * 100).toBeGreaterThanOrEqual(share * of);
        if (limit > 2) expect((limit - 1) * 100).toBeLessThan(share * of);
      }),
    );
  });

  it("says where the limit comes from", () => {
    expect(shareText("5%", 40)).toBe(" (5% of 40 wanted, at least 2)");
  });
});

describe("a number of tasks that may stop", () => {
  it.each([1, 2, 7])("is %i however many are wanted, and needs no words", (number) => {
    expect([stopLimit(number, 0), stopLimit(number, 4000)]).toEqual([number, number]);
    expect(shareText(number, 40)).toBe("");
  });
});
