import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addSeconds,
  earliest,
  humanDuration,
  instant,
  latest,
  milliseconds,
  secondsBetween,
} from "../../../shared/domain/time.ts";
import { at, start } from "../../builders/a-rollout.ts";

describe("an instant", () => {
  it("is refused when it is no time", () => {
    expect(() => instant(Number.NaN)).toThrow(RangeError);
  });

  it("is text in UTC with milliseconds", () => {
    expect(instant(Date.parse("2026-03-01T11:00:00+01:00"))).toBe(start);
  });

  it("sorts as text as it does as time", () => {
    const moment = fc.integer({ min: 0, max: 4e12 });
    fc.assert(fc.property(moment, moment, (one, other) => instant(one) < instant(other) === one < other));
  });

  it.each([
    { seconds: 90, expected: "2026-03-01T10:01:30.000Z" },
    { seconds: -0.5, expected: "2026-03-01T09:59:59.500Z" },
  ])("moves by $seconds s", ({ seconds, expected }) => {
    expect(addSeconds(start, seconds)).toBe(expected);
    expect(secondsBetween(start, expected)).toBe(seconds);
    expect(milliseconds(expected) - milliseconds(start)).toBe(seconds * 1000);
  });
});

describe("the earliest and the latest of some instants", () => {
  it("are undefined when there are none", () => {
    expect(earliest([])).toBeUndefined();
    expect(latest([undefined])).toBeUndefined();
  });

  it("pass over what is not known", () => {
    expect(earliest([undefined, at(20), at(3)])).toBe(at(3));
    expect(latest([at(20), at(3), undefined])).toBe(at(20));
  });
});

describe("a duration for people", () => {
  it.each([
    { seconds: -5, text: "0s" },
    { seconds: 0.4, text: "0s" },
    { seconds: 59.4, text: "59s" },
    { seconds: 59.6, text: "1m" },
    { seconds: 60, text: "1m" },
    { seconds: 62, text: "1m02s" },
    { seconds: 252, text: "4m12s" },
    { seconds: 3599, text: "59m59s" },
    { seconds: 3600, text: "1h" },
    { seconds: 3900, text: "1h05m" },
    { seconds: 7200, text: "2h" },
    { seconds: 45_296, text: "12h34m" },
  ])("of $seconds s is $text", ({ seconds, text }) => {
    expect(humanDuration(seconds)).toBe(text);
  });
});
