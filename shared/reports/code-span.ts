import { printable } from "../domain/excerpt.ts";

const longestText = 1000;

/** A code span around text in which nothing ends it: its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const flat = printable(text).replace(/\s+/g, " ").trim().slice(0, longestText).toWellFormed() || " ";
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = flat.startsWith("`") || flat.endsWith("`") ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}

/** The same in a cell of a table. A bar would end the cell in the middle of the span, and readers disagree on how it is escaped. */
export function cellCode(text: string): string {
  return code(text.replaceAll("|", "¦"));
}
