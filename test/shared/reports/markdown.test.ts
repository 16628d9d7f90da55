import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { code, markdown } from "../../../shared/reports/markdown.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { at } from "../../builders/a-rollout.ts";
import { aFailedPlace, aPlace, aReport, hostileTexts } from "./a-report.ts";

describe("hostile text in Markdown", () => {
  it("stays inside one code span", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom(...hostileTexts),
          fc.string({ unit: "binary" }),
          fc.string({ unit: fc.constantFrom("`", " ", "\n", "a") }),
        ),
        (text) => {
          const span = code(text);
          const fence = /^`+/.exec(span)?.[0] ?? "";
          const inner = span.slice(fence.length, -fence.length);
          expect(span.endsWith(fence)).toBe(true);
          expect(span).not.toMatch(/[\n\r\u0000-\u001f]/);
          expect([...inner.matchAll(/`+/g)].some(([run]) => run.length === fence.length)).toBe(false);
          expect(inner.startsWith("`") || inner.endsWith("`")).toBe(false);
        },
      ),
    );
  });

  it("adds no line to the report", () => {
    const of = (text: string) =>
      markdown(
        aReport({
          service: text,
          places: [aFailedPlace({ check: text, reason: text, lines: [{ at: at(1), group: "g", stream: "s", text }] })],
        }),
      );

    for (const text of hostileTexts) expect(of(text).split("\n")).toHaveLength(of("plain").split("\n").length);
  });
});

describe("a Markdown report", () => {
  it("begins with the worst verdict and what to do", () => {
    expect(markdown(aReport({ places: [aPlace(), aFailedPlace()] })).split("\n")[0]).toBe(
      "## `shop` `v2.3.1`: failed -> alert",
    );
  });

  it("shows what a person decided beside the verdict", () => {
    const place = aPlace();
    const decided = {
      ...place,
      ...(place.rollout && { rollout: { ...place.rollout, decisions: [anOperatorDecision()] } }),
    };

    expect(markdown(aReport({ places: [decided] }))).toContain(
      "**Decided by a person:** proceed, by `arn:aws:sts::111122223333:assumed-role/operator/mia` at 2026-03-01T10:10:00.000Z: `looked at it`",
    );
  });
});
