import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { line, textOf } from "../../../cli/text/line.ts";
import { liveScreen } from "../../../cli/view/live-screen.ts";
import { aScreen } from "../a-cli.ts";
import { shownBy } from "../a-terminal.ts";

const showCursor = "\u001b[?25h";
const hideCursor = "\u001b[?25l";

function aTerminal(rows = 24) {
  return aScreen({ isTTY: true, columns: 40, rows });
}

describe("the live screen", () => {
  it("writes no control character that a line brings along", () => {
    const out = aTerminal();

    liveScreen(out).show([line("a\u001b[2Jb\u0007\rc\nd")]);

    expect(shownBy(out.text())).toEqual(["ab··c ⏎ d"]);
  });

  it("shows the last frame and nothing of those before", () => {
    const frame = fc.array(fc.stringMatching(/^[a-z ]{0,60}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1 }), fc.integer({ min: 2, max: 40 }), (frames, rows) => {
        const out = aTerminal(rows);
        const screen = liveScreen(out);

        for (const lines of frames) screen.show(lines.map((text) => line(text)));

        const last = (frames.at(-1) ?? []).slice(0, rows - 1);
        expect(shownBy(out.text()).map((text) => text.slice(0, 39))).toEqual(
          last.map((text) => textOf(line(text)).slice(0, 39)),
        );
      }),
    );
  });

  it("writes nothing for a frame that is already there", () => {
    const out = aTerminal();
    const screen = liveScreen(out);
    screen.show([line("same")]);
    const before = out.text();

    screen.show([line("same")]);

    expect(out.text()).toBe(before);
  });

  it("hides the cursor once and gives it back once", () => {
    const out = aTerminal();
    const screen = liveScreen(out);

    for (const text of ["a", "b", "c"]) screen.show([line(text)]);
    screen.close();
    screen.close();

    expect(out.text().split(hideCursor)).toHaveLength(2);
    expect(out.text().split(showCursor)).toHaveLength(2);
    expect(out.text().endsWith(showCursor)).toBe(true);
  });

  it("leaves a terminal alone on which nothing was shown", () => {
    const out = aTerminal();

    liveScreen(out).close();

    expect(out.text()).toBe("");
  });
});
