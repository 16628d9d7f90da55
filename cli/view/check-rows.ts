import { type Line, line, styled } from "../text/line.ts";
import { mark } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
import { beside, type Row, wrapped } from "./flow.ts";
import type { CheckView } from "./rollout-view.ts";

/** A reason narrower than this goes below its check's name. */
const leastReason = 30;

/** Each check with its reason; a reason that decides may take `most` lines, any other one line. */
export function checkRows(row: Row, checks: readonly CheckView[], most: number): readonly Line[] {
  const width = Math.max(0, ...checks.map(({ check }) => check.length));
  const room = row.columns - row.width - 3 - width - 2;
  return checks.flatMap((check, index) => {
    const own = { ...row, label: index === 0 ? row.label : "" };
    return room >= leastReason ? besideName(own, check, { width, room, most }) : belowName(own, check, most);
  });
}

interface Room {
  /** Of the longest name. */
  readonly width: number;
  /** Left for the reason. */
  readonly room: number;
  readonly most: number;
}

function besideName(row: Row, check: CheckView, { width, room, most }: Room): readonly Line[] {
  const name = ` ${check.check.padEnd(width)}  `;
  const lines = reasonLines(check, room, most);
  return beside(
    row,
    lines.map((text, index) =>
      index === 0 ? line(mark(check.status), name, text) : line(" ".repeat(width + 5), text),
    ),
  );
}

function belowName(row: Row, check: CheckView, most: number): readonly Line[] {
  const isGood = check.status === "passed";
  const lines = isGood ? [] : reasonLines(check, row.columns - row.width - 3, most);
  return beside(row, [line(mark(check.status), ` ${check.check}`), ...lines.map((text) => line("   ", text))]);
}

function reasonLines({ status, reason }: CheckView, columns: number, most: number) {
  const decides = status === "failed" || status === "inconclusive";
  const lines = wrapped(compact(reason), columns, decides ? most : 1);
  return status === "pending" ? lines.map((text) => styled("dim", text)) : lines;
}
