import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { constraints } from "../../../local/server/constraints.ts";
import { rateQuotas } from "../../../local/server/rate-quota.ts";

let clock: VirtualClock;
beforeEach(() => {
  clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z") });
});
afterEach(() => clock.stop());

const call = { operation: "DescribeTasks", region: "eu-west-1", requestId: "1" };

describe("rate quotas", () => {
  /** How many of `calls` pass right now. */
  function passing(check: ReturnType<typeof rateQuotas>, calls: number, which: Partial<typeof call> = {}): number {
    return Array.from({ length: calls }).filter(() => {
      try {
        check({}, { ...call, ...which });
        return true;
      } catch {
        return false;
      }
    }).length;
  }

  it("let the burst through at once, then the rate, never more than a burst saved", async () => {
    const check = rateQuotas([{ operations: ["DescribeTasks", "ListTasks"], perSecond: 20, burst: 100 }]);

    expect(passing(check, 150)).toBe(100);
    const seen: number[] = [];
    for (const second of [1, 2, 60]) clock.at(second, () => void seen.push(passing(check, 150)));
    await clock.run(() => seen.length === 3, 100);

    expect(seen).toEqual([20, 20, 100]);
  });

  it("are shared by the operations of a bucket, and not between Regions or with other operations", () => {
    const check = rateQuotas([{ operations: ["DescribeTasks", "ListTasks"], perSecond: 1, burst: 3 }]);

    expect(passing(check, 2)).toBe(2);
    expect(passing(check, 2, { operation: "ListTasks" })).toBe(1);
    expect(passing(check, 5, { region: "us-east-1" })).toBe(3);
    expect(passing(check, 5, { operation: "DescribeServices" })).toBe(5);
  });
});

describe("constraints", () => {
  const check = constraints("InvalidParameterException", {
    DescribeTasks: {
      tasks: { min: 1, max: 2 },
      limit: { max: 10 },
      cluster: { pattern: /^[a-z]+$/ },
      sort: { oneOf: ["ASC", "DESC"] },
    },
  });

  it.each([
    {
      input: { tasks: [] },
      message: "'tasks' failed to satisfy constraint: Member must have length greater than or equal to 1",
    },
    {
      input: { limit: 11 },
      message: "Value '11' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10",
    },
    { input: { cluster: "A" }, message: "Member must satisfy regular expression pattern" },
    { input: { sort: "UP" }, message: "Member must satisfy enum value set: [ASC, DESC]" },
    { input: { sort: "UP", limit: 11 }, message: "2 validation errors detected" },
  ])("refuse $input", ({ input, message }) => {
    expect(() => check(input, call)).toThrow(
      expect.objectContaining({ type: "InvalidParameterException", message: expect.stringContaining(message) }),
    );
  });

  it("pass what fits, what is absent, and other operations", () => {
    expect(() => check({ tasks: ["a"], limit: 10 }, call)).not.toThrow();
    expect(() => check({}, call)).not.toThrow();
    expect(() => check({ limit: 11 }, { ...call, operation: "ListTasks" })).not.toThrow();
  });
});
