import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requiredLiterals } from "../../../shared/logs/literals.ts";
import { compilePattern, patternProblem } from "../../../shared/logs/pattern.ts";
import { matchedPattern } from "../../builders/matched-pattern.ts";

describe("the literals that a match must contain", () => {
  it.each([
    { pattern: "", literals: undefined },
    { pattern: "\\d+", literals: undefined },
    { pattern: "ab", literals: undefined },
    { pattern: "abc|x", literals: undefined },
    { pattern: "(?i)error", literals: undefined },
    { pattern: "(?i:error) in main", literals: undefined },
    { pattern: "\\Qa.b\\E", literals: undefined },
    { pattern: "\\x41bcd", literals: undefined },
    { pattern: "\\pLbcd", literals: undefined },
    { pattern: "(failed|error)", literals: undefined },
    { pattern: "Größe", literals: undefined },
    { pattern: "ERROR", literals: ["ERROR"] },
    { pattern: "\\bERROR\\b", literals: ["ERROR"] },
    { pattern: "Started \\S+ in [0-9.]+ seconds", literals: ["Started "] },
    { pattern: "failed|error|panic:", literals: ["failed", "error", "panic:"] },
    { pattern: "abcd*", literals: ["abc"] },
    { pattern: "abcd?efgh", literals: ["efgh"] },
    { pattern: "abcd+e", literals: ["abcd"] },
    { pattern: "abcd{0,3}", literals: ["abc"] },
    { pattern: "(maybe)?surely", literals: ["surely"] },
    { pattern: "[a|b]then", literals: ["then"] },
    { pattern: "[^]x]then", literals: ["then"] },
    { pattern: "[[:alpha:]]then", literals: ["then"] },
    { pattern: "a\\.b\\(c", literals: ["a.b(c"] },
    { pattern: "(?P<version>\\d+) applied", literals: [" applied"] },
    { pattern: 'say "hello" now', literals: ["hello"] },
    { pattern: "path/to/file", literals: ["path"] },
    { pattern: "user's row=five", literals: ["s row"] },
    { pattern: "a & b<cdef>", literals: ["cdef"] },
  ])("of /$pattern/ are $literals", ({ pattern, literals }) => {
    expect(requiredLiterals(pattern)).toEqual(literals);
  });
});

/** How encoders write what JSON lets them write in two ways. */
const encoders = {
  javascript: (text: string) => JSON.stringify(text),
  go: (text: string) => JSON.stringify(text).replace(/[<>&]/g, escaped),
  gson: (text: string) => JSON.stringify(text).replace(/[<>&='\u0080-\uffff]/g, escaped),
  dotnet: (text: string) => JSON.stringify(text).replace(/[<>&+'`\u007f-\uffff]/g, escaped),
  php: (text: string) => JSON.stringify(text).replaceAll("/", "\\/"),
};

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

describe("every line that a pattern matches", () => {
  it("contains one of its literals, as written and inside the JSON of any encoder", () => {
    let narrowed = 0;
    fc.assert(
      fc.property(matchedPattern, fc.string(), fc.string(), ({ pattern, text }, before, after) => {
        fc.pre(patternProblem(pattern) === undefined);
        // An anchor in the middle makes a pattern that its own text does not fit.
        fc.pre(compilePattern(pattern).match(text) !== undefined);
        const literals = requiredLiterals(pattern);
        if (literals === undefined) return;
        narrowed++;
        for (const encode of [(raw: string) => raw, ...Object.values(encoders)]) {
          const line = before + encode(text) + after;
          expect(literals.some((literal) => line.includes(literal))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
    expect(narrowed).toBeGreaterThan(100);
  });
});
