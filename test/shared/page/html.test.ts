import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { constant, html, textOf } from "../../../shared/page/html.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title><svg/onload=alert(1)>",
    "&lt;b&gt; &amp;amp; `1`",
    "\u0000\u202e\ud800--><!--",
  ),
);

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#96": "`" };
const read = (text: string): string => text.replace(/&(#?\w+);/g, (_, name: string) => entities[name] ?? "?");

describe("a template", () => {
  it("keeps every text inside its attribute and its element, and a reader gets it back", () => {
    fc.assert(
      fc.property(hostile, hostile, (value, text) => {
        const [, attribute, content] =
          /^<p title="([^"<>'`]*)">([^"<>'`]*)<\/p>$/.exec(textOf(html`<p title="${value}">${text}</p>`)) ?? [];

        const shown = (given: string): string =>
          given
            .toWellFormed()
            .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, (it) =>
              /[\t\n]/.test(it) ? it : "·",
            );
        expect(read(attribute ?? "no match")).toBe(shown(value));
        expect(read(content ?? "no match")).toBe(shown(text));
      }),
    );
  });

  it("takes markup of templates as it is, and lists of it one after the other", () => {
    const items = ["<a>", "b"].map((each) => html`<li>${each}</li>`);

    expect(textOf(html`<ul>${items}</ul>`)).toBe("<ul><li>&lt;a&gt;</li><li>b</li></ul>");
  });

  it("leaves nothing for what is false or undefined, and writes a zero", () => {
    expect(textOf(html`(${false}${undefined}${[]}${0}${""})`)).toBe("(0)");
  });

  it("does not take a look-alike for markup", () => {
    const forged = JSON.parse('{"safe":"<b>","markup":"<b>","length":0}');

    expect(() => textOf(html`${forged}`)).toThrow(TypeError);
  });

  it("writes a constant as it is", () => {
    expect(textOf(html`<style>${constant("a > b {}")}</style>`)).toBe("<style>a > b {}</style>");
  });
});
