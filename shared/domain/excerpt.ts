import { type RedactionOptions, redactMarked } from "./redaction.ts";

/** Characters of a line that are kept as evidence; enough for a stack trace's head, small enough for 20 lines in one item. */
export const excerptLength = 500;

/** Characters kept before the match. */
const lead = 100;

/** Characters around the excerpt that redaction sees as well: a private key or a session token is so recognised as a whole. */
const margin = 8192;

/** Characters of a headline: a commit status has room for 255 in all. */
const headlineLength = 200;

/**
 * A readable, safe piece of a line around `start`: redacted, without control characters, with a note where it was cut.
 * What stands at `start` is always in it, unless it is the rest of a word of more than 8,000 characters.
 */
export function excerpt(line: string, start: number, options: RedactionOptions): string {
  const { text, at, isWhole, hasMoreBefore } = clean(line, start, options);
  if (isWhole && text.length <= excerptLength) return text.toWellFormed();
  const head = Math.max(0, Math.min(at - lead, text.length - excerptLength));
  const piece = text.slice(head, head + excerptLength).toWellFormed();
  return `${head > 0 || hasMoreBefore ? "…" : ""}${piece}… (cut from ${line.length} characters)`;
}

/** Flyway's word on its transaction. In a verdict's reason it reads as if the release were rolled back. */
const aftermath = /\s*Changes successfully rolled back\.?$/;

export function withoutAftermath(text: string): string {
  return text.replace(aftermath, "");
}

/** What the line says from `start` on, without the time, level and logger before it: for a commit status. Redacted like the excerpt. */
export function headline(line: string, start: number, options: RedactionOptions): string {
  const { text, at } = clean(line, start, options);
  const rest = withoutAftermath(text.slice(at).trim());
  return rest.length <= headlineLength ? rest.toWellFormed() : `${rest.slice(0, headlineLength - 1).toWellFormed()}…`;
}

interface CleanText {
  readonly text: string;
  /** Where `start` came to lie. */
  readonly at: number;
  readonly isWhole: boolean;
  readonly hasMoreBefore: boolean;
}

function clean(line: string, start: number, options: RedactionOptions): CleanText {
  const from = Math.max(0, start - lead - margin);
  const to = Math.min(line.length, start + excerptLength + margin);
  const safe = from === 0 ? 0 : from + cutWord(line.slice(from, to));
  const left = printable(line.slice(safe, start));
  const right = printable(line.slice(Math.max(safe, start), to));
  const redacted = redactMarked({ text: left + right, at: left.length }, options);
  return { ...redacted, isWhole: from === 0 && to === line.length, hasMoreBefore: from > 0 };
}

/** Length of the cut word at the beginning: it may be the rest of a secret that cannot be recognised any more. */
function cutWord(text: string): number {
  return /^[A-Za-z0-9+/=_.~-]*/.exec(text)?.[0].length ?? 0;
}

/** Control characters, terminal escapes and text-direction marks become a visible `·`; line ends become ` ⏎ `. */
export function printable(text: string): string {
  return text
    .replace(/\r?\n/g, " ⏎ ")
    .replace(/\u001b\[[0-9;?]{0,32}[ -/]?[@-~]/g, "")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "·")
    .replace(/\t/g, " ");
}
