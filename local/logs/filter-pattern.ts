import { type PatternToken, patternTokens } from "./filter-pattern-tokens.ts";
import { invalid } from "./log-group-of.ts";

/** Whether a line passes a filter pattern. */
export type LineFilter = (text: string) => boolean;

type Condition = (json: unknown) => boolean;

/**
 * The simulated part of CloudWatch's filter patterns: JSON patterns that compare fields with texts (`=`, `!=`, `*` for any
 * characters), joined by `&&`, `||` and brackets. Everything else is refused, what AWS refuses with its words where they are known.
 */
export function filterPattern(pattern: string): LineFilter {
  const text = pattern.trim();
  if (!text.startsWith("{")) throw invalid("Filter patterns of terms are not simulated; JSON patterns are.");
  if (!text.endsWith("}"))
    throw invalid("Invalid filter pattern: If a filter pattern starts with '{' it must end with '}'");
  const tokens = [...patternTokens(text.slice(1, -1))];
  const condition = readAlternatives(tokens);
  if (tokens.length > 0) throw malformed(tokens[0]);
  return (line) => {
    const json = objectOf(line);
    return json !== undefined && condition(json);
  };
}

function readAlternatives(tokens: PatternToken[]): Condition {
  const parts = [readConjunction(tokens)];
  while (takes(tokens, "||")) parts.push(readConjunction(tokens));
  return (json) => parts.some((part) => part(json));
}

function readConjunction(tokens: PatternToken[]): Condition {
  const parts = [readCondition(tokens)];
  while (takes(tokens, "&&")) parts.push(readCondition(tokens));
  return (json) => parts.every((part) => part(json));
}

function readCondition(tokens: PatternToken[]): Condition {
  if (takes(tokens, "(")) {
    const inner = readAlternatives(tokens);
    if (!takes(tokens, ")")) throw malformed(tokens[0]);
    return inner;
  }
  const [selector, operator, value] = tokens.splice(0, 3);
  if (selector?.kind !== "selector") throw malformed(selector);
  if (operator?.kind !== "symbol" || !["=", "!="].includes(operator.value)) throw malformed(operator);
  if (value?.kind !== "text") throw malformed(value);
  const path = selector.value.split(".").slice(1);
  const wanted = wildcard(value.value);
  const isEqual = operator.value === "=";
  return (json) => {
    const found = path.reduce(member, json);
    return typeof found === "string" && wanted.test(found) === isEqual;
  };
}

function takes(tokens: PatternToken[], symbol: string): boolean {
  const isNext = tokens[0]?.kind === "symbol" && tokens[0].value === symbol;
  if (isNext) tokens.shift();
  return isNext;
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function wildcard(text: string): RegExp {
  const parts = text.split("*").map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`, "u");
}

function malformed(token: PatternToken | undefined): Error {
  return invalid(`Invalid filter pattern${token === undefined ? "" : `: unexpected '${token.value}'`}`);
}

function objectOf(line: string): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
