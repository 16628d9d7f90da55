import { describe, expect, it } from "vitest";
import { filterPattern } from "../../../local/logs/filter-pattern.ts";

const line = JSON.stringify({ a: "one", b: { c: "two/three" }, n: 1, "x.y": "no" });

describe("a filter pattern is refused", () => {
  it.each([
    { pattern: "ERROR", says: "not simulated" },
    { pattern: '[w = "x"]', says: "not simulated" },
    { pattern: "%ERR.*%", says: "not simulated" },
    { pattern: '{ $.a = "x"', says: "it must end with '}'" },
    { pattern: "{ }", says: "Invalid filter pattern" },
    { pattern: '{ $.a "x" }', says: "unexpected '\"x\"'".replaceAll('"', "") },
    { pattern: '{ $.a = "x" $.b = "y" }', says: "unexpected '$.b'" },
    { pattern: '{ $.a = "x" && }', says: "Invalid filter pattern" },
    { pattern: '{ ($.a = "x" }', says: "Invalid filter pattern" },
    { pattern: '{ $.a = "x }', says: "Invalid character(s) in term" },
    { pattern: '{ $.a = "x" | $.a = "y" }', says: "Invalid character(s) in term" },
    { pattern: '{ $.a > "x" }', says: "Invalid character(s) in term" },
  ])("$pattern", ({ pattern, says }) => {
    expect(() => filterPattern(pattern)).toThrow(
      expect.objectContaining({ type: "InvalidParameterException", message: expect.stringContaining(says) }),
    );
  });
});

describe("a filter pattern lets a JSON line through", () => {
  it.each([
    { pattern: '{ $.a = "one" }', passes: true },
    { pattern: "{$.a=one}", passes: true },
    { pattern: '{ $.a = "on" }', passes: false },
    { pattern: '{ $.a = "ONE" }', passes: false },
    { pattern: '{ $.b.c = "*/three" }', passes: true },
    { pattern: '{ $.b.c = "two*" }', passes: true },
    { pattern: '{ $.b.c = "two.three" }', passes: false },
    { pattern: '{ $.n = "1" }', passes: false },
    { pattern: '{ $.x.y = "no" }', passes: false },
    { pattern: '{ $.a != "two" }', passes: true },
    { pattern: '{ $.nothing != "two" }', passes: false },
    { pattern: '{ $.a = "x" || $.a = "one" && $.b.c = "two*" }', passes: true },
    { pattern: '{ ($.a = "x" || $.a = "one") && $.b.c = "x" }', passes: false },
  ])("$pattern: $passes", ({ pattern, passes }) => {
    expect(filterPattern(pattern)(line)).toBe(passes);
  });

  it.each(["no JSON", '"one"', "null", ""])("and no other: %s", (text) => {
    expect(filterPattern('{ $.a != "x" }')(text)).toBe(false);
  });
});
