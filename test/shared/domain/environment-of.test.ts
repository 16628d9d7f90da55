import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environmentOf, fits } from "../../../shared/domain/environment-of.ts";

const patterns = [
  { ref: "v*-rc.*", name: "staging" },
  { ref: "v*", name: "production" },
];

describe("the environment of a release", () => {
  it.each([
    ["main", undefined, "development"],
    ["V2.3.1", undefined, "development"],
    ["v2.3.1-rc.4", undefined, "staging"],
    ["v2.3.1", undefined, "production"],
    ["3f2a", "v2.3.1-rc.1", "staging"],
    ["v2.3.1", "v2.3.1-rc.1", "staging"],
    ["v2.3.1", "main", "production"],
  ])("of %s with the ref %s is %s", (id, ref, expected) => {
    expect(environmentOf(patterns, { id, ...(ref && { ref }) }, "development")).toBe(expected);
  });
});

describe("a pattern", () => {
  it.each([
    ["v*", "v", true],
    ["*", "", true],
    ["a*a", "a", false],
    ["a*b*c", "a-c-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["v1.0", "v1x0", false],
    ["v*-rc.*", "v1-rc", false],
    ["*x*x", "x", false],
  ])("%s fits %s: %s", (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  it("fits exactly what the same expression with .* fits", () => {
    const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
    fc.assert(
      fc.property(letters("ab*"), letters("ab"), (pattern, text) => {
        expect(fits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
