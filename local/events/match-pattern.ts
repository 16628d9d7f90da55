import { isJsonObject } from "./json.ts";
import { type Bound, isScalar, type Matcher, type Pattern, parsePattern } from "./pattern.ts";

/** Whether EventBridge delivers the event to a rule with this pattern; throws InvalidEventPattern for a pattern it would refuse. */
export function matches(pattern: unknown, event: unknown): boolean {
  return matchesParsed(parsePattern(pattern), event);
}

/** The same for a pattern that was parsed before. Fields that the pattern does not name are free. */
export function matchesParsed(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    const value = isJsonObject(event) ? event[field] : undefined;
    if (isLeaf(wanted)) return wanted.some((matcher) => matchesLeaf(matcher, value));
    // A field that holds a list of objects matches when one of them does.
    const candidates = Array.isArray(value) ? value : [value];
    return candidates.some((candidate) => matchesParsed(wanted, candidate));
  });
}

function isLeaf(wanted: Pattern | readonly Matcher[]): wanted is readonly Matcher[] {
  return Array.isArray(wanted);
}

/** A list in the event matches when one of its values does; `exists` asks for a value at the leaf, never for an object. */
function matchesLeaf(matcher: Matcher, value: unknown): boolean {
  const values = (Array.isArray(value) ? value : [value]).filter(isScalar);
  if (matcher.kind === "exists") return values.length > 0 === matcher.exists;
  return values.some((candidate) => {
    switch (matcher.kind) {
      case "exactly":
        return candidate === matcher.value;
      case "prefix":
        return typeof candidate === "string" && candidate.startsWith(matcher.prefix);
      case "anything-but":
        return !matcher.values.includes(candidate);
      case "anything-but-prefix":
        return typeof candidate === "string" && !candidate.startsWith(matcher.prefix);
      case "numeric":
        return typeof candidate === "number" && matcher.bounds.every((bound) => isWithin(candidate, bound));
      default:
        return matcher satisfies never;
    }
  });
}

function isWithin(value: number, { operator, value: limit }: Bound): boolean {
  switch (operator) {
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case "=":
      return value === limit;
    case ">":
      return value > limit;
    case ">=":
      return value >= limit;
    default:
      return operator satisfies never;
  }
}
