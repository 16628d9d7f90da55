import type { DecidingLine, Finding } from "./finding.ts";
import { describedAt, firstErrorAt, isDetail, tellingLine } from "./last-lines.ts";

export interface ShownLine extends DecidingLine {
  /** Says what went wrong. */
  readonly isTelling: boolean;
}

/**
 * The lines of a finding that tell most, at most so many, in their order. Those of a check on logs begin with the one that decided;
 * the last lines of a container lead up to what went wrong. Lines of a trace are left out, and the line that says why never is.
 */
export function tellingLines(
  { kind, lines = [] }: Pick<Finding, "kind" | "lines">,
  most: number,
): readonly ShownLine[] {
  const texts = lines.map(({ text }) => text);
  const isLeadingUp = kind === "task-health";
  const error = firstErrorAt(texts);
  const from = !isLeadingUp ? 0 : error < 0 ? Math.max(0, texts.length - most) : error;
  const cause = (isLeadingUp ? tellingLine(texts) : describedAt(texts))?.index ?? from;
  const tells = (index: number): boolean => index === cause || (!isLeadingUp && index === from);
  const near = texts.flatMap((text, index) => (index >= from && (tells(index) || !isDetail(text)) ? [index] : []));
  const first = near.slice(0, most);
  const shown = first.includes(cause) ? first : [...first.slice(0, most - 1), cause];
  return shown.flatMap((index) => {
    const line = lines[index];
    return line === undefined ? [] : [{ ...line, isTelling: tells(index) }];
  });
}
