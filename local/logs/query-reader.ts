import { QueryError, queryTokens, type Token } from "./query-tokens.ts";

/** Reads tokens one after another. */
export interface QueryReader {
  peek(): Token;
  next(): Token;
  /** Takes the next token if it is this word or symbol (words in any case). */
  takes(value: string): boolean;
  /** Throws QueryError unless the next token is this one. */
  expect(value: string): void;
  kind(kind: Token["kind"], what: string): Token;
}

export function queryReader(query: string): QueryReader {
  const tokens = queryTokens(query);
  let position = 0;
  const peek = (): Token => {
    const token = tokens[position] ?? tokens.at(-1);
    if (token === undefined) throw new QueryError("the query is empty", 0);
    return token;
  };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const is = (value: string): boolean => {
    const token = peek();
    return (token.kind === "word" || token.kind === "symbol") && token.value.toLowerCase() === value;
  };
  return {
    peek,
    next,
    takes: (value) => is(value) && next() !== undefined,
    expect(value) {
      if (!is(value)) throw unexpected(peek(), value);
      next();
    },
    kind(kind, what) {
      if (peek().kind !== kind) throw unexpected(peek(), what);
      return next();
    },
  };
}

export function unexpected(token: Token, wanted: string): QueryError {
  return new QueryError(`unexpected symbol found ${token.value} at position ${token.at}, expected ${wanted}`, token.at);
}
