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
  const pieces = of.map((piece) => ({ piece, letters: [...printable(piece.text)] }));
  const isCut = pieces.reduce((sum, { letters }) => sum + letters.length, 0) > columns;
  let left = isCut ? columns - 1 : columns;
  const kept = pieces.map(({ piece, letters }): Span => {
    const taken = letters.slice(0, left);
    left -= taken.length;
    return { ...piece, text: taken.join("") };
  });
  return isCut ? [...kept, { text: "…" }] : kept;
}
