import type { QueryReader } from "./query-reader.ts";
import { unexpected } from "./query-reader.ts";
import { QueryError } from "./query-tokens.ts";

/** Fields of one event by name (`@message`, `@logStream`, ...), as texts. */
export type Row = Readonly<Record<string, string>>;

export interface Filter {
  readonly matches: (row: Row) => boolean;
  /** The streams to which this filter confines a scan by the default index on `@logStream`; undefined = all. */
  readonly streams?: ReadonlySet<string>;
}

/** `a and b or not (c)`: `not` before `and` before `or`. */
export function readFilter(reader: QueryReader): Filter {
  const parts = [readConjunction(reader)];
  while (reader.takes("or")) parts.push(readConjunction(reader));
  const [only] = parts;
  return parts.length === 1 && only ? only : { matches: (row) => parts.some(({ matches }) => matches(row)) };
}

function readConjunction(reader: QueryReader): Filter {
  const parts = [readNegation(reader)];
  while (reader.takes("and")) parts.push(readNegation(reader));
  const streams = parts.find((part) => part.streams !== undefined)?.streams;
  return { matches: (row) => parts.every(({ matches }) => matches(row)), ...(streams ? { streams } : {}) };
}

function readNegation(reader: QueryReader): Filter {
  if (reader.takes("not")) {
    const { matches } = readNegation(reader);
    return { matches: (row) => !matches(row) };
  }
  if (reader.takes("(")) {
    const inner = readFilter(reader);
    reader.expect(")");
    return inner;
  }
  return readCondition(reader);
}

function readCondition(reader: QueryReader): Filter {
  if (reader.takes("strcontains")) return readContains(reader);
  if (reader.takes("ispresent")) {
    reader.expect("(");
    const field = reader.kind("word", "a field").value;
    reader.expect(")");
    return { matches: (row) => row[field] !== undefined };
  }
  const field = reader.kind("word", "a field").value;
  const negated = reader.takes("not");
  const condition = readComparison(reader, field);
  return negated ? { matches: (row) => !condition.matches(row) } : condition;
}

/** `strcontains(field, "text"[, true])`, alone or compared with 1. The third argument ignores case. */
function readContains(reader: QueryReader): Filter {
  reader.expect("(");
  const field = reader.kind("word", "a field").value;
  reader.expect(",");
  const text = reader.kind("text", "a quoted text").value;
  const ignoresCase = reader.takes(",") && reader.takes("true");
  reader.expect(")");
  if (reader.takes("=") && reader.kind("number", "1").value !== "1") throw unexpected(reader.peek(), "1");
  const form = (value: string): string => (ignoresCase ? value.toLowerCase() : value);
  return { matches: (row) => form(row[field] ?? "").includes(form(text)) };
}

function readComparison(reader: QueryReader, field: string): Filter {
  if (reader.takes("like") || reader.takes("=~")) return readLike(reader, field);
  if (reader.takes("in")) return oneOf(field, readList(reader));
  if (reader.takes("=")) return oneOf(field, [readValue(reader)]);
  if (reader.takes("!=")) {
    const value = readValue(reader);
    return { matches: (row) => row[field] !== value };
  }
  throw unexpected(reader.peek(), "like, in, = or !=");
}

function readLike(reader: QueryReader, field: string): Filter {
  const token = reader.next();
  if (token.kind === "text") return { matches: (row) => (row[field] ?? "").includes(token.value) };
  if (token.kind !== "regex") throw unexpected(token, "a text or a regular expression");
  const pattern = regex(token.value, token.at);
  return { matches: (row) => pattern.test(row[field] ?? "") };
}

/** Insights writes "ignore case" as `(?i)`. */
function regex(source: string, at: number): RegExp {
  const bare = source.replace(/^\(\?i\)/, "");
  try {
    return new RegExp(bare, bare === source ? "u" : "iu");
  } catch (cause) {
    throw new QueryError(cause instanceof Error ? cause.message : "invalid regular expression", at);
  }
}

function readList(reader: QueryReader): readonly string[] {
  reader.expect("[");
  const values = [readValue(reader)];
  while (reader.takes(",")) values.push(readValue(reader));
  reader.expect("]");
  return values;
}

function readValue(reader: QueryReader): string {
  const token = reader.next();
  if (token.kind !== "text" && token.kind !== "number") throw unexpected(token, "a value");
  return token.value;
}

function oneOf(field: string, values: readonly string[]): Filter {
  const wanted = new Set(values);
  return { matches: (row) => wanted.has(row[field] ?? ""), ...(field === "@logStream" ? { streams: wanted } : {}) };
}
