import type { Check } from "./aws-service.ts";
import { ServiceError } from "./service-error.ts";

/** Limits of one member: `min` and `max` are a length for texts and lists, a value for numbers. */
export interface Constraint {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
}

/** Constraints by operation, then by top-level member. */
export type Constraints = Readonly<Record<string, Readonly<Record<string, Constraint>>>>;

/** Refuses, under the service's own error name and in AWS's words, what the API documentation rules out and the schemas do not carry. */
export function constraints(errorType: string, byOperation: Constraints): Check {
  return (input, { operation }) => {
    const problems = Object.entries(byOperation[operation] ?? {}).flatMap(([member, constraint]) => {
      const value = input[member];
      const rule = value === undefined ? undefined : broken(value, constraint);
      return rule === undefined
        ? []
        : [`Value '${String(value)}' at '${member}' failed to satisfy constraint: Member must ${rule}`];
    });
    if (problems.length === 0) return;
    const count = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
    throw new ServiceError(errorType, `${count} detected: ${problems.join("; ")}`);
  };
}

function broken(value: unknown, { min, max, pattern, oneOf }: Constraint): string | undefined {
  const isNumber = typeof value === "number";
  const size = isNumber ? value : typeof value === "string" || Array.isArray(value) ? value.length : 0;
  const what = isNumber ? "value" : "length";
  if (min !== undefined && size < min) return `have ${what} greater than or equal to ${min}`;
  if (max !== undefined && size > max) return `have ${what} less than or equal to ${max}`;
  if (pattern && !pattern.test(String(value))) return `satisfy regular expression pattern: ${pattern.source}`;
  if (oneOf && !oneOf.includes(String(value))) return `satisfy enum value set: [${oneOf.join(", ")}]`;
  return undefined;
}
