import { describe, expect, it } from "vitest";
import { compilePattern, patternProblem } from "../../../shared/logs/pattern.ts";

describe("a pattern is refused", () => {
  it.each([
    { pattern: "(?=ahead)", part: "(?=" },
    { pattern: "abc(?!ahead)", position: 3 },
    { pattern: "(a)\\1", part: "\\1" },
    { pattern: "abc(", part: "missing closing )" },
    { pattern: "abc[x", position: 3 },
    { pattern: "abc**", position: 3 },
    { pattern: "(a) b(c(d)", position: 5 },
    { pattern: "(a) b)", position: 5 },
    { pattern: "\\((a[)]", position: 2 },
    { pattern: "[](](", position: 4 },
    { pattern: "\\Q(\\E(", position: 5 },
    { pattern: "(?P<n>a)(?P<n>b)", position: 12 },
    { pattern: "(?P<n>n)(?<n>b)", position: 11 },
    { pattern: "ab\\", position: 2 },
    { pattern: "((a{100}){100}){100}", part: "repeat" },
    { pattern: "a{1001}", part: "repeat" },
  ])("with why and where: $pattern", ({ pattern, part, position }) => {
    const problem = patternProblem(pattern);

    expect(problem?.message).toMatch(/^[a-z]/);
    if (part !== undefined) expect(problem?.message).toContain(part);
    if (position !== undefined) expect(problem?.position).toBe(position);
  });

  it("without telling it twice where all of it is the part that is wrong", () => {
    expect(patternProblem("a(b")).toEqual({ message: "missing closing )", position: 1 });
  });

  it("not when RE2 takes it", () => {
    expect(patternProblem("(?i)started \\S+ in (?P<seconds>[0-9.]+)")).toBeUndefined();
  });
});

describe("a match", () => {
  it("is none, or the first one with its named groups", () => {
    const pattern = compilePattern("V(?P<version>\\d+)(?: to (?<target>\\d+))?(x)?");

    expect(pattern.match("nothing")).toBeUndefined();
    expect(pattern.match("at V7 and V8 to 9")).toEqual({ start: 3, facts: { version: "7" } });
    expect(pattern.match("V8 to 9")).toEqual({ start: 0, facts: { version: "8", target: "9" } });
    expect(compilePattern("V\\d+").match("at V7")).toEqual({ start: 3 });
  });

  it("is linear: no pattern makes a long line hang, where backtracking would outlast the test", () => {
    const line = `${"a".repeat(200_000)}!`;

    for (const pattern of ["(a+)+$", "(a|aa)+$", "(.*a){20}b", "^(([a-z])+.)+[A-Z]([a-z])+$"]) {
      expect(compilePattern(pattern).match(line)).toBeUndefined();
    }
  });
});
