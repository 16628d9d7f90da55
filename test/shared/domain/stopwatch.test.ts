import { expect, it } from "vitest";
import { stopwatch } from "../../../shared/domain/stopwatch.ts";

it.each([
  [-10, "-0:10"],
  [0, "+0:00"],
  [26.9, "+0:26"],
  [360, "+6:00"],
  [3725, "+1:02:05"],
])("%d seconds are %s on a stopwatch", (seconds, text) => {
  expect(stopwatch(seconds)).toBe(text);
});
