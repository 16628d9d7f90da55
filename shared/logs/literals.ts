/**
 * Characters that every JSON encoder leaves as they are, so that they stand in the raw line just as in the decoded
 * message: Go escapes `<`, `>` and `&`, Gson also `=` and `'`, .NET also `+` and the back-tick.
 */
const plain = /[A-Za-z0-9 _.:;,!@#$%()[\]{}?*^|~-]/;

/** A shorter text narrows nothing and would only make the query longer. */
const minLength = 3;

/**
 * Texts of which at least one stands in every line that the pattern matches, or `undefined` when that cannot be told.
 * It is a coarse superset for the server-side filter only: what it lets through is matched again in our own code.
 */
export function requiredLiterals(pattern: string): readonly string[] | undefined {
  const tokens = tokensOf(pattern);
  if (tokens === undefined) return undefined;
  const literals = branchesOf(tokens).map(longestRun);
  return literals.every((literal) => literal.length >= minLength) ? literals : undefined;
}

/** What matters of a pattern here: a character that stands for itself, the end of a run, a quantifier that may drop what stands before it, a choice. */
type Token = { readonly character: string } | "end" | "optional" | "or";

/** The tokens at the top level; undefined for what is not understood here (flags, quoting, numbered and property escapes). */
function tokensOf(pattern: string): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const step = tokenAt(pattern, at);
    if (step === undefined) return undefined;
    tokens.push(step.token);
    at = step.next;
  }
  return tokens;
}

interface Step {
  readonly token: Token;
  readonly next: number;
}

function tokenAt(pattern: string, at: number): Step | undefined {
  const sign = pattern[at] ?? "";
  switch (sign) {
    case "\\":
      return escapeAt(pattern, at);
    case "[":
      return after("end", classEnd(pattern, at));
    case "(":
      return after("end", groupEnd(pattern, at));
    case "{": {
      // Only a count is a quantifier; any other brace stands for itself.
      const count = /^\{\d+(?:,\d*)?\}/.exec(pattern.slice(at, at + 16))?.[0];
      return count === undefined
        ? { token: { character: sign }, next: at + 1 }
        : { token: "optional", next: at + count.length };
    }
    case "*":
    case "?":
      return { token: "optional", next: at + 1 };
    case "|":
      return { token: "or", next: at + 1 };
    case "+":
    case ".":
    case "^":
    case "$":
      return { token: "end", next: at + 1 };
    default:
      return { token: plain.test(sign) ? { character: sign } : "end", next: at + 1 };
  }
}

function escapeAt(pattern: string, at: number): Step | undefined {
  const sign = pattern[at + 1] ?? "";
  if (/[QCpPx0-9]/.test(sign)) return undefined;
  const token = !/[A-Za-z]/.test(sign) && plain.test(sign) ? { character: sign } : ("end" as const);
  return { token, next: at + 2 };
}

function after(token: Token, last: number | undefined): Step | undefined {
  return last === undefined ? undefined : { token, next: last + 1 };
}

function branchesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const branches: Token[][] = [[]];
  for (const token of tokens) {
    if (token === "or") branches.push([]);
    else branches.at(-1)?.push(token);
  }
  return branches;
}

function longestRun(tokens: readonly Token[]): string {
  const runs = [""];
  for (const token of tokens) {
    const run = runs.pop() ?? "";
    if (token === "optional") runs.push(run.slice(0, -1), "");
    else if (typeof token === "string") runs.push(run, "");
    else runs.push(`${run}${token.character}`);
  }
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), "");
}

/** The index of the `]` that ends a class. */
function classEnd(pattern: string, start: number): number | undefined {
  let at = start + (pattern[start + 1] === "^" ? 2 : 1);
  if (pattern[at] === "]") at++;
  for (; at < pattern.length; at++) {
    if (pattern[at] === "\\") at++;
    else if (pattern.startsWith("[:", at)) at = Math.max(at, pattern.indexOf(":]", at) + 1);
    else if (pattern[at] === "]") return at;
  }
  return undefined;
}

/** The index of the `)` that ends a group; undefined for a group that sets flags, as they change what stands outside it. */
function groupEnd(pattern: string, start: number): number | undefined {
  if (/^\(\?[^P:<]/.test(pattern.slice(start, start + 3))) return undefined;
  let depth = 0;
  for (let at = start; at < pattern.length; at++) {
    const sign = pattern[at];
    if (sign === "\\") at++;
    else if (sign === "[") at = classEnd(pattern, at) ?? pattern.length;
    else if (sign === "(") depth++;
    else if (sign === ")" && --depth === 0) return at;
  }
  return undefined;
}
