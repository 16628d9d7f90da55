import { printable } from "../../shared/domain/excerpt.ts";

export type Style = "bold" | "dim" | "green" | "red" | "yellow" | "cyan";

export interface Span {
  readonly text: string;
  readonly style?: Style;
}

/** One line of output, made of pieces; what a piece says may come from anywhere. */
export type Line = readonly Span[];

export function line(...pieces: readonly (string | Span)[]): Line {
  return pieces.map((piece) => (typeof piece === "string" ? { text: piece } : piece));
}

export function styled(style: Style, text: string): Span {
  return { text, style };
}

/** The line's text as a terminal may see it. */
export function textOf(of: Line): string {
  return of.map(({ text }) => printable(text)).join("");
}

/** The line without control characters and not longer than `columns` characters. */
export function clip(of: Line, columns: number): Line {
  let left = columns;
  const pieces: Span[] = [];
  for (const piece of of) {
    const letters = [...printable(piece.text)];
    const cut = letters.length > left;
    const text = cut ? `${letters.slice(0, Math.max(0, left - 1)).join("")}…` : letters.join("");
    pieces.push({ ...piece, text });
    left -= letters.length;
    if (cut) break;
  }
  return pieces;
}
