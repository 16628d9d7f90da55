import { invalid } from "./log-group-of.ts";

export interface PatternToken {
  readonly kind: "selector" | "text" | "symbol";
  /** Of a text without its quotes. */
  readonly value: string;
}

const forms: readonly (readonly [PatternToken["kind"], RegExp])[] = [
  ["selector", /\$(?:\.[A-Za-z_][\w-]*)+/y],
  ["text", /"[^"]+"|[\w*.][\w*.-]*/y],
  ["symbol", /&&|\|\||!=|[=()]/y],
];

/** Splits what stands between the braces of a JSON filter pattern. */
export function patternTokens(inner: string): readonly PatternToken[] {
  const tokens: PatternToken[] = [];
  for (let at = skip(inner, 0); at < inner.length; at = skip(inner, at)) {
    const token = tokenAt(inner, at);
    if (token === undefined) throw invalid(`Invalid filter pattern: Invalid character(s) in term '${inner.slice(at)}'`);
    tokens.push({ kind: token.kind, value: token.raw.replaceAll('"', "") });
    at += token.raw.length;
  }
  return tokens;
}

function skip(inner: string, from: number): number {
  return from + (/^\s*/.exec(inner.slice(from))?.[0].length ?? 0);
}

function tokenAt(inner: string, at: number): { readonly kind: PatternToken["kind"]; readonly raw: string } | undefined {
  for (const [kind, form] of forms) {
    form.lastIndex = at;
    const raw = form.exec(inner)?.[0];
    if (raw !== undefined) return { kind, raw };
  }
  return undefined;
}
