import type { Screen } from "../cli.ts";
import type { Line } from "../text/line.ts";
import { rendered } from "../text/print.ts";

export interface LiveScreen {
  /** Puts these lines in the place of the last ones. */
  show(lines: readonly Line[]): void;
  /** Leaves the last lines standing and gives the cursor back; a second call does nothing. */
  close(): void;
}

const csi = "\u001b[";
const hideCursor = `${csi}?25l`;
const showCursor = `${csi}?25h`;
/** Off while drawing: a line that is wider than it seems must not become two. */
const wrapOff = `${csi}?7l`;
const wrapOn = `${csi}?7h`;
const clearLineEnd = `${csi}K`;
const clearBelow = `${csi}J`;

/** Redraws in place, in one write per frame, and only when something is different. */
export function liveScreen(out: Screen): LiveScreen {
  let height = 0;
  let last = "";
  let isOpen = false;
  return {
    show(lines) {
      const visible = lines.slice(0, Math.max(1, (out.rows ?? 24) - 1));
      const body = visible.map((each) => `${rendered(each, out, out.columns ?? 80)}${clearLineEnd}\n`).join("");
      if (body === last) return;
      const up = height > 0 ? `${csi}${height}F` : "";
      out.write(`${isOpen ? "" : hideCursor}${up}${wrapOff}${body}${wrapOn}${clearBelow}`);
      isOpen = true;
      last = body;
      height = visible.length;
    },
    close() {
      if (isOpen) out.write(showCursor);
      isOpen = false;
    },
  };
}
