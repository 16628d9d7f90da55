import { readFileSync, writeFileSync } from "node:fs";

/** The parts of the documents that a run writes, and the page of docs/ that has each. */
const pages = {
  matrix: "reliability-matrix.md",
  "matrix summary": "reliability.md",
  load: "reliability.md",
  fuzzing: "reliability.md",
} as const;
export type ReportPart = keyof typeof pages;

/** Replaces one part of its page and leaves the rest as it is. */
export function writePart(part: ReportPart, text: string): void {
  const page = new URL(`../../docs/${pages[part]}`, import.meta.url);
  const [begin, end] = [`<!-- ${part}: begin -->`, `<!-- ${part}: end -->`];
  const before = readFileSync(page, "utf8");
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${pages[part]} has no place for ${part}: ${begin} ... ${end}`);
  writeFileSync(page, `${before.slice(0, from)}${begin}\n\n${text.trimEnd()}\n\n${before.slice(to)}`);
}
