import { describe, expect, it } from "vitest";
import { Duration } from "../../../shared/schema/duration.ts";
import { parseShape } from "../../../shared/schema/problems.ts";

describe("a duration", () => {
  it.each([
    { text: "", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "90", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "3 m", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "30s1m", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "-1m", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "1.5m", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "1d", problem: "must be a duration such as 90s, 3m or 1h30m" },
    { text: "0s", problem: "must be between 1s and 24h" },
    { text: "24h1s", problem: "must be between 1s and 24h" },
    { text: 90, problem: "must be a duration with its unit: write 90s" },
  ])("is refused: $text", ({ text, problem }) => {
    expect(parseShape(Duration, text).problems).toEqual([`(whole): ${problem}`]);
  });

  it.each([
    { text: "1s", seconds: 1 },
    { text: "90s", seconds: 90 },
    { text: "3m", seconds: 180 },
    { text: "1m30s", seconds: 90 },
    { text: "1h05m", seconds: 3900 },
    { text: "1h2m3s", seconds: 3723 },
    { text: "24h", seconds: 86_400 },
  ])("of $text has $seconds s", ({ text, seconds }) => {
    expect(parseShape(Duration, text)).toEqual({ data: seconds });
  });
});
