import { type RedactionOptions, redact } from "./redaction.ts";

/** Characters of a line that are kept as evidence; enough for a stack trace's head, small enough for 20 lines in one item. */
export const excerptLength = 500;

/** Characters around the excerpt that redaction sees as well, so that a secret cut in two is still recognised. */
const margin = 1024;

/** A readable, safe piece of a line around `start`: redacted, without control characters, with a note where it was cut. */
export function excerpt(line: string, start: number, options: RedactionOptions): string {
  const from = Math.max(0, Math.min(start - 100, line.length - excerptLength));
  const wideFrom = Math.max(0, from - margin);
  const wide = line.slice(wideFrom, from + excerptLength + margin);
  const clean = printable(redact(wide, options));
  if (line.length <= excerptLength) return clean.slice(0, 2 * excerptLength);
  const cleanFrom = Math.max(0, Math.min(from - wideFrom, clean.length - excerptLength));
  return `${from > 0 ? "…" : ""}${clean.slice(cleanFrom, cleanFrom + excerptLength)}… (cut from ${line.length} characters)`;
}

/** Control characters, terminal escapes and text-direction marks become a visible `·`; line ends become ` ⏎ `. */
export function printable(text: string): string {
  return text
    .replace(/\r?\n/g, " ⏎ ")
    .replace(/\u001b\[[0-9;?]{0,32}[ -/]?[@-~]/g, "")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "·")
    .replace(/\t/g, " ");
}
