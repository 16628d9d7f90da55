import { describe, expect, it } from "vitest";
import { hanging } from "../../../cli/text/hanging.ts";
import { styled, textOf } from "../../../cli/text/line.ts";

function shown(texts: readonly string[], columns: number, label = "Why  "): readonly string[] {
  return hanging(styled("bold", label), texts, columns).map(textOf);
}

describe("texts that hang on a label", () => {
  it("are nothing without a text", () => {
    expect(shown([], 40)).toEqual([]);
  });

  it("stand under each other, each broken where the columns end", () => {
    expect(shown(["one two three four five", "six"], 26)).toEqual(["Why  one two three four", "     five", "     six"]);
  });

  it("keep 20 columns however small the screen is", () => {
    expect(shown(["twenty letters, or so"], 8)).toEqual(["Why  twenty letters, or", "     so"]);
  });

  it("have the label's style on the label alone", () => {
    expect(hanging(styled("dim", "a "), ["one", "two"], 40).map(([first]) => first)).toEqual([
      { style: "dim", text: "a " },
      { text: "  " },
    ]);
  });
});
