import { type Line, line, type Span, styled, textOf } from "../text/line.ts";
import { wrap } from "../text/wrap.ts";

/** A word about what stands beside it, and what stands there. */
export interface Row {
  readonly label: string;
  readonly width: number;
  readonly columns: number;
}

/** The pieces beside the label, as many in a line as fit; none is broken. */
export function flow(row: Row, pieces: readonly Line[]): readonly Line[] {
  const lines: Span[][] = [];
  let used = 0;
  for (const piece of pieces) {
    const length = textOf(piece).length;
    const last = lines.at(-1);
    if (last !== undefined && row.width + used + 2 + length <= row.columns) {
      last.push({ text: "  " }, ...piece);
      used += 2 + length;
    } else {
      lines.push([...piece]);
      used = length;
    }
  }
  return beside(row, lines);
}

/** The text beside the label, wrapped, in at most so many lines; what is left out is marked. */
export function paragraph(row: Row, text: string, most = Number.POSITIVE_INFINITY): readonly Line[] {
  return beside(
    row,
    wrapped(text, row.columns - row.width, most).map((each) => line(each)),
  );
}

/** Wrapped to at most so many lines; the last one ends in `…` when that was not all. */
export function wrapped(text: string, columns: number, most: number): readonly string[] {
  const lines = wrap(text, Math.max(1, columns));
  if (lines.length <= most) return lines;
  const last = `${lines[most - 1] ?? ""}…`;
  return [...lines.slice(0, most - 1), last.length > columns ? `${last.slice(0, columns - 1)}…` : last];
}

/** The lines one below the other, the label beside the first. */
export function beside({ label, width }: Row, lines: readonly Line[]): readonly Line[] {
  return lines.map((each, index) => line(styled("dim", (index === 0 ? label : "").padEnd(width)), ...each));
}
