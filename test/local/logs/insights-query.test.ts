import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInsightsQuery } from "../../../local/logs/insights-query.ts";
import { QueryError } from "../../../local/logs/query-tokens.ts";

/** As writers of queries escape a literal: backslashes, then quotes. */
function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function matches(filter: string, message: string): boolean {
  return parseInsightsQuery(`filter ${filter}`).filters.every((one) => one.matches({ "@message": message }));
}

describe("a query's text", () => {
  it("is compiled or refused as a whole, whatever it is", () => {
    const words = fc.constantFrom(
      "filter",
      "fields",
      "@message",
      "like",
      '"x"',
      "/x/",
      "|",
      "in",
      "[",
      "]",
      "and",
      "or",
      "not",
      "(",
      ")",
      "1",
      "limit",
      "sort",
      "`",
      "=",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          expect(parseInsightsQuery(query).fields.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(QueryError);
        }
      }),
    );
  });

  it("finds a quoted literal exactly where it stands, quotes, pipes and backslashes included", () => {
    const nasty = fc.string({ unit: fc.constantFrom("a", '"', "\\", "|", "#", "/", "'", "\n", " ", "ü") });
    fc.assert(
      fc.property(nasty, nasty, (literal, message) => {
        expect(matches(`@message like ${quoted(literal)}`, message)).toBe(message.includes(literal));
        expect(matches(`strcontains(@message, ${quoted(literal)})`, message)).toBe(message.includes(literal));
      }),
    );
  });

  it.each([
    {
      what: "binds and before or",
      filter: '@message like "a" or @message like "b" and @message like "c"',
      message: "a",
      matches: true,
    },
    {
      what: "reads parentheses",
      filter: '(@message like "a" or @message like "b") and @message like "c"',
      message: "a",
      matches: false,
    },
    {
      what: "binds not before and",
      filter: 'not @message like "a" and @message like "b"',
      message: "b",
      matches: true,
    },
    {
      what: "knows which fields are present",
      filter: "ispresent(@message) and not ispresent(@logStream)",
      message: "",
      matches: true,
    },
    { what: "compares", filter: '@message != "a" and @message = "b"', message: "b", matches: true },
  ])("$what", ({ filter, message, matches: expected }) => {
    expect(matches(filter, message)).toBe(expected);
  });

  it.each([
    { query: "fields @message", sort: { field: "@timestamp", descending: true } },
    { query: "sort @message", sort: { field: "@message", descending: false } },
    { query: "sort @logStream desc | limit 5", sort: { field: "@logStream", descending: true } },
    { query: "SORT @timestamp ASC", sort: { field: "@timestamp", descending: false } },
  ])("sorts by $sort.field for $query", ({ query, sort }) => {
    expect(parseInsightsQuery(query).sort).toEqual(sort);
  });

  it("confines a scan by @logStream only where the filter must hold", () => {
    const streams = (filter: string) => [...(parseInsightsQuery(`filter ${filter}`).filters[0]?.streams ?? [])];

    expect(streams('@logStream in ["a"] and @message like "x"')).toEqual(["a"]);
    expect(streams('@logStream in ["a"] or @message like "x"')).toEqual([]);
    expect(streams('not (@logStream in ["a"])')).toEqual([]);
    expect(streams('@logStream not in ["a"]')).toEqual([]);
    expect(streams('@logStream like "a"')).toEqual([]);
  });
});
