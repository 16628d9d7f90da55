import fc from "fast-check";
import { RE2JS } from "re2js";
import { parseInsightsQuery } from "../../local/logs/insights-query.ts";
import { excerpt, excerptLength, printable } from "../../shared/domain/excerpt.ts";
import { redact } from "../../shared/domain/redaction.ts";
import { fitText } from "../../shared/gitlab/fit-intent.ts";
import { insightsQuery } from "../../shared/logs/insights-query.ts";
import { requiredLiterals } from "../../shared/logs/literals.ts";
import { compilePattern, patternProblem } from "../../shared/logs/pattern.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { actsOnTerminal, hostileText } from "./hostile-lines.ts";

/** What reads log lines, and the patterns and queries over them. */
export const logTargets: readonly FuzzTarget[] = [
  {
    name: "excerpt of a line",
    promise: "is short, well-formed and does nothing to a terminal",
    property: () => fc.property(hostileText(), fc.nat(200), fc.boolean(), excerptPromise),
  },
  {
    name: "printable text",
    promise: "does nothing to a terminal, and stays the same when made printable again",
    property: () => fc.property(hostileText(), printablePromise),
  },
  {
    name: "redaction",
    promise: "hides a planted secret, and stays the same when done again",
    property: () =>
      fc.property(
        fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
        fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
        redactionPromise,
      ),
  },
  {
    name: "pattern",
    promise: "compiles, or is refused with its position",
    property: () => fc.property(pattern(), hostileText(), patternPromise),
  },
  {
    name: "required literals",
    promise: "stand in every line that the pattern matches",
    property: () => fc.property(matching(), literalsPromise),
  },
  {
    name: "Logs Insights query",
    promise: "means its literals and streams, whatever characters they have",
    property: () => fc.property(fc.array(hostileText(), { maxLength: 4 }), queryPromise),
  },
  {
    name: "commit status text",
    promise: "is one line of at most 255 characters",
    property: () => fc.property(hostileText(), fitPromise),
  },
];

/** An ellipsis before, a note of the cut behind. */
const cutNote = 60;

function excerptPromise(line: string, start: number, emails: boolean): void {
  const shown = excerpt(line, Math.min(start, line.length), { emails });
  if (shown.length > excerptLength + cutNote) throw new Error(`It has ${shown.length} characters.`);
  if (!shown.isWellFormed()) throw new Error("It holds half a character.");
  if (actsOnTerminal.test(shown) || shown.includes("\n"))
    throw new Error(`It acts on a terminal: ${JSON.stringify(shown)}`);
}

function printablePromise(text: string): void {
  const shown = printable(text);
  if (actsOnTerminal.test(shown) || shown.includes("\n"))
    throw new Error(`It acts on a terminal: ${JSON.stringify(shown)}`);
  if (printable(shown) !== shown) throw new Error("A second time changes it.");
}

function redactionPromise(before: string, after: string): void {
  const secret = "Zx9Planted7Secret3Value";
  const shown = redact(`${before} password="${secret}" ${after}`, { emails: true });
  if (shown.includes(secret)) throw new Error(`The secret is still there: ${JSON.stringify(shown)}`);
  if (redact(shown, { emails: true }) !== shown) throw new Error(`A second time changes it: ${JSON.stringify(shown)}`);
}

function pattern(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(
      "(",
      ")",
      "[",
      "]",
      "{2}",
      "{1,3}",
      "*",
      "+",
      "?",
      "|",
      ".",
      "^",
      "$",
      "\\d",
      "\\S",
      "\\b",
      "(?i)",
      "(?:",
      "(?P<n>",
      "(?=",
      "\\1",
      "\\",
      "[^a",
      "\\p{L}",
      "\\Q",
      "\\E",
      "abc",
      "Started ",
    ),
    fc.string({ unit: "grapheme", maxLength: 5 }),
  );
  return fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
}

function patternPromise(given: string, line: string): void {
  const problem = patternProblem(given);
  if (problem === undefined) {
    const found = compilePattern(given).match(line);
    if (found !== undefined && !(found.start >= 0 && found.start <= line.length))
      throw new Error("The match is not in the line.");
    return;
  }
  if (problem.message === "" || problem.position < 0 || problem.position > given.length)
    throw new Error("The problem has no place.");
}

interface Matching {
  readonly pattern: string;
  readonly line: string;
}

/** A pattern made of pieces, and a line that it matches because it is made of the same pieces. */
function matching(): fc.Arbitrary<Matching> {
  const word = fc.stringMatching(/^[A-Za-z0-9 _:-]{1,8}$/);
  const piece: fc.Arbitrary<Matching> = fc.oneof(
    word.map((text) => ({ pattern: RE2JS.quote(text).replace(/^\\Q|\\E$/g, ""), line: text })),
    word.map((text) => ({ pattern: `(?:${text})?`, line: "" })),
    word.map((text) => ({ pattern: `(${text}|other)`, line: "other" })),
    word.map((text) => ({ pattern: `${text}*`, line: text.slice(0, -1) })),
    word.map((text) => ({ pattern: `${text}{0,2}`, line: text.slice(0, -1) })),
    fc.constantFrom(
      { pattern: "\\S+", line: "x" },
      { pattern: ".*", line: "" },
      { pattern: "[0-9.]+", line: "4.2" },
      { pattern: "\\d{2,}", line: "42" },
      { pattern: "\\.", line: "." },
      { pattern: "\\x41\\x42\\x43", line: "ABC" },
      { pattern: "(?i:abc)", line: "ABC" },
      { pattern: "\\Qa.b\\E", line: "a.b" },
    ),
  );
  const joined = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => ({
    pattern: pieces.map((each) => each.pattern).join(""),
    line: pieces.map((each) => each.line).join(""),
  }));
  return fc.oneof(
    joined,
    fc.tuple(joined, joined).map(([one, other]) => ({ pattern: `${one.pattern}|${other.pattern}`, line: other.line })),
    joined.map(({ pattern: inner, line }) => ({ pattern: `(?i)${inner}`, line: line.toUpperCase() })),
  );
}

function literalsPromise({ pattern: given, line }: Matching): void {
  if (patternProblem(given) !== undefined || compilePattern(given).match(line) === undefined) return;
  const literals = requiredLiterals(given);
  if (literals === undefined || literals.some((literal) => line.includes(literal))) return;
  throw new Error(`${given} matches "${line}", which holds none of ${JSON.stringify(literals)}.`);
}

function queryPromise(literals: readonly string[]): void {
  const streams = ["app/app/0123456789abcdef0123456789abcdef"];
  const query = insightsQuery({ streams }, literals);
  if (query.length > 10_000) throw new Error(`The query has ${query.length} characters.`);
  const read = parseInsightsQuery(query);
  if (read.filters.length > 2 || read.limit !== 10_000 || read.sort.descending)
    throw new Error(`The query means something else: ${query}`);
}

function fitPromise(text: string): void {
  const shown = fitText(text, 255);
  if ([...shown].length > 255 || /[\r\n]/.test(shown)) throw new Error(`It does not fit: ${JSON.stringify(shown)}`);
}
