import { existsSync, readFileSync, writeFileSync } from "node:fs";

const page = new URL("../../docs/reliability.md", import.meta.url);

/** The parts of docs/reliability.md that a run writes. */
export type ReportPart = "matrix" | "load" | "fuzzing";

/** Replaces one part of the page and leaves the rest as it is. */
export function writePart(part: ReportPart, text: string): void {
  const [begin, end] = [`<!-- ${part}: begin -->`, `<!-- ${part}: end -->`];
  const before = existsSync(page) ? readFileSync(page, "utf8") : "";
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has no place for ${part}: ${begin} ... ${end}`);
  writeFileSync(page, `${before.slice(0, from)}${begin}\n\n${text.trimEnd()}\n\n${before.slice(to)}`);
}
