import { RE2JS, RE2JSException, RE2JSSyntaxException } from "re2js";
import { loneParenthesis } from "./lone-parenthesis.ts";

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

/** One character of each sort, and nothing at all: what is found in all of these is found in every line. */
const shortLines = ["", "a", "0", "~"] as const;

/** Whether no line can be without it, so that to expect it asks for nothing; CloudWatch keeps no empty line. */
export function matchesEveryLine(pattern: string): boolean {
  if (patternProblem(pattern) !== undefined) return false;
  const { match } = compilePattern(pattern);
  const [empty, ...others] = shortLines;
  return match(empty) !== undefined || others.every((line) => match(line) !== undefined);
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
    return {
      message: part === null || part === pattern ? why : `${why}: ${part}`,
      position: positionOf(pattern, why, part ?? ""),
    };
  }
}

/** RE2 names the part that it could not read, and of some problems the whole pattern, or a part that stands there rightly before. */
function positionOf(pattern: string, why: string, part: string): number {
  if (/^(?:missing closing|unexpected) \)/.test(why)) return loneParenthesis(pattern) ?? 0;
  if (/^trailing backslash/.test(why)) return pattern.length - 1;
  const isLast = /^duplicate capture group name/.test(why);
  return Math.max(0, isLast ? pattern.lastIndexOf(`<${part}>`) + 1 : pattern.indexOf(part));
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern);
}
