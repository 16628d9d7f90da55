import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";

/** Characters of a line that are matched; CloudWatch's own limit for an event is 1,024 KB. */
export const matchedLength = 1024 * 1024;

export interface PatternMatch {
  readonly start: number;
  readonly facts?: Readonly<Record<string, string>>;
}

export interface CompiledPattern {
  /** The first match in the text, with the values of its named groups. */
  match(text: string): PatternMatch | undefined;
}

const compiled = new Map<string, RE2JS>();

/** Compiles an RE2 pattern (linear time, so no line can make it hang). Throws PatternProblem. */
export function compilePattern(pattern: string): CompiledPattern {
  const expression = compiled.get(pattern) ?? compile(pattern);
  compiled.set(pattern, expression);
  return {
    match: (text) => {
      if (!expression.test(text)) return undefined;
      const matcher = expression.matcher(text);
      if (!matcher.find()) return undefined;
      const facts = Object.entries(matcher.getNamedGroups()).filter(
        (entry): entry is [string, string] => entry[1] !== null,
      );
      return { start: matcher.start(), ...(facts.length > 0 && { facts: Object.fromEntries(facts) }) };
    },
  };
}

/** A pattern that RE2 refuses: why, and where in the pattern. */
export interface PatternProblem {
  readonly message: string;
  readonly position: number;
}

/** What RE2 has against a pattern, or undefined. */
export function patternProblem(pattern: string): PatternProblem | undefined {
  try {
    compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const part = error instanceof RE2JSSyntaxException ? error.getPattern() : null;
    const why = error instanceof RE2JSSyntaxException ? error.getDescription() : error.message;
    const position = part === null ? 0 : Math.max(0, pattern.indexOf(part));
    return { message: part === null ? why : `${why}: ${part}`, position };
  }
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern);
}
