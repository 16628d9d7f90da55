/** A query that Logs Insights could not compile. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  /** Offset in the query text where it went wrong. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

export interface Token {
  readonly kind: "word" | "text" | "regex" | "number" | "symbol" | "end";
  /** Words in their own case; texts and regexes without quotes and escapes. */
  readonly value: string;
  readonly at: number;
}

const space = /(?:\s|#[^\n]*)*/y;
const forms: readonly (readonly [Token["kind"], RegExp])[] = [
  ["text", /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y],
  ["regex", /\/(?:[^/\\\n]|\\.)+\//y],
  ["number", /-?\d+(?:\.\d+)?/y],
  ["word", /`[^`]+`|[@A-Za-z_][@\w.]*/y],
  ["symbol", /=~|!=|<=|>=|[|,()[\]=<>]/y],
];

/** Splits the text of a query; `#` starts a comment. Throws QueryError. */
export function queryTokens(query: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = skip(query, 0); at < query.length; ) {
    const token = tokenAt(query, at);
    if (token === undefined) throw new QueryError(`unexpected symbol found ${query[at] ?? ""} at position ${at}`, at);
    tokens.push(token.token);
    at = skip(query, token.end);
  }
  return [...tokens, { kind: "end", value: "end of the query", at: query.length }];
}

function skip(query: string, from: number): number {
  space.lastIndex = from;
  return from + (space.exec(query)?.[0].length ?? 0);
}

function tokenAt(query: string, at: number): { readonly token: Token; readonly end: number } | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const raw = form.exec(query)?.[0];
    if (raw !== undefined) return { token: { kind, value: bare(kind, raw), at }, end: at + raw.length };
  }
  return undefined;
}

function bare(kind: Token["kind"], raw: string): string {
  const inner = raw.slice(1, -1);
  if (kind === "text") return inner.replaceAll(/\\([\s\S])/g, "$1");
  if (kind === "regex") return inner.replaceAll("\\/", "/");
  return raw.startsWith("`") ? inner : raw;
}
