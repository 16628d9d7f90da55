import { printable } from "../../shared/domain/excerpt.ts";

/** The text in lines of at most `columns` characters (at least one), broken between words where that is possible. */
export function wrap(text: string, room: number): readonly string[] {
  const columns = Math.max(1, room);
  const lines: string[] = [];
  let current = "";
  for (const word of printable(text)
    .trimEnd()
    .split(/(?<=\s)/)) {
    if (current.length + word.trimEnd().length > columns && current !== "") {
      lines.push(current.trimEnd());
      current = "";
    }
    current += word;
    while (current.trimEnd().length > columns) {
      lines.push(current.slice(0, columns));
      current = current.slice(columns);
    }
  }
  return [...lines, current.trimEnd()];
}

/** A log line or reason with single spaces and without the time it starts with: the time stands beside it. */
export function compact(text: string): string {
  return printable(text)
    .replace(/(^| logged: )\d{4}-\d\d-\d\d[T ][\d:.,]{8,15}Z?\s+/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
