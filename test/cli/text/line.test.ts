import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clip, line, styled, textOf } from "../../../cli/text/line.ts";
import { print, printJson } from "../../../cli/text/print.ts";
import { compact, wrap } from "../../../cli/text/wrap.ts";
import { aScreen } from "../a-cli.ts";

/** Whatever a terminal would obey, or that turns the reading direction. */
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const hostile = "\u001b]0;owned\u0007\u001b[2J\u001b[1;31mred\u001b[0m\rback\u202Ereversed\u009b5m\u0000";
const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("text from anywhere", () => {
  it("reaches a stream without one control character", () => {
    fc.assert(
      fc.property(fc.array(anyText), (texts) => {
        const screen = aScreen();

        print(screen, [line(hostile, ...texts)]);

        expect(screen.text()).not.toMatch(control);
        expect(screen.text().split("\n")).toHaveLength(2);
      }),
    );
  });

  it("keeps our own colours on a terminal, and none in a pipe", () => {
    const [terminal, pipe] = [aScreen({ isTTY: true, colours: true }), aScreen()];

    for (const screen of [terminal, pipe]) print(screen, [line(styled("red", "NG"), " migrations")]);

    expect(terminal.text()).toBe("\u001b[31mNG\u001b[39m migrations\n");
    expect(pipe.text()).toBe("NG migrations\n");
  });

  it("is escaped in JSON, which still means the same", () => {
    const screen = aScreen();

    printJson(screen, { text: hostile });

    expect(screen.text()).not.toMatch(control);
    expect(JSON.parse(screen.text())).toEqual({ text: hostile });
  });
});

describe("a line that is too long", () => {
  it("is cut at its end, whatever its pieces", () => {
    expect(textOf(clip(line("abc", styled("red", "defg"), "hi"), 6))).toBe("abcde…");
    expect(textOf(clip(line("abc", "def"), 6))).toBe("abcdef");
    expect(textOf(clip(line("abc", "def"), 3))).toBe("ab…");
  });

  it("never stays longer than the screen is wide", () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.integer({ min: 1, max: 120 }), (texts, columns) => {
        expect([...textOf(clip(line(...texts), columns))].length).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("is wrapped between words, and loses nothing but spaces", () => {
    expect(wrap("one two three", 8)).toEqual(["one two", "three"]);
    expect(wrap("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
    const words = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 60 }), (given, columns) => {
        const lines = wrap(given.join(" "), columns);

        expect(lines.join("").replaceAll(" ", "")).toBe(given.join(""));
        expect(Math.max(...lines.map((each) => each.length))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe("a log line beside its time", () => {
  it("does not tell the time again", () => {
    expect(compact("2026-03-01T10:00:26.006Z ERROR 1 --- [           main] failed")).toBe("ERROR 1 --- [ main] failed");
    expect(compact("app of task 97df916a logged: 2026-03-01 10:00:26,006 ERROR x")).toBe(
      "app of task 97df916a logged: ERROR x",
    );
  });
});
