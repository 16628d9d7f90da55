import type * as z from "zod/mini";

type RawIssue = z.core.$ZodRawIssue;

/** What a value must be, in words, a mapping with its keys; undefined where a rule has words of its own. */
export function valueWords(issue: RawIssue): string | undefined {
  if (issue.code === "invalid_type") return typeWords(issue);
  if (issue.code === "invalid_value") return oneOf(issue.values);
  if (issue.code === "too_small") return lowest(issue);
  return issue.code === "too_big" ? highest(issue) : undefined;
}

/** Keys that the mapping may have; none where it may have any, or is none. */
export function keysOf({ inst }: RawIssue): readonly string[] {
  const definition: object = inst?._zod.def ?? {};
  if (!("shape" in definition) || typeof definition.shape !== "object") return [];
  return Object.keys(definition.shape ?? {}).filter((name) => name !== "$schema");
}

/** `must be one of a, b, c` */
export function oneOf(values: readonly unknown[]): string {
  const [only] = values;
  return values.length === 1 ? `must be ${String(only)}` : `must be one of ${values.map(String).join(", ")}`;
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
  record: "a mapping",
};

function typeWords(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>): string | undefined {
  const { expected, input } = issue;
  const name = typeNames[expected];
  const keys = keysOf(issue);
  const wanted = name === undefined || keys.length === 0 ? name : `${name} (${keys.join(", ")})`;
  const given = typeNames[Array.isArray(input) ? "array" : typeof input];
  if (wanted === undefined) return undefined;
  return given === undefined || (expected === "int" && typeof input === "number")
    ? `must be ${wanted}`
    : `must be ${wanted}, not ${given}`;
}

/** What is counted in a text and a list; a number is told as it is. */
const units: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["item", "items"],
};

function lowest({ origin, minimum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${inclusive === false ? "more than" : "at least"} ${minimum}`;
  return Number(minimum) === 1 ? "must not be empty" : `must have at least ${counted(minimum, unit)}`;
}

function highest({ origin, maximum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  const unit = units[origin];
  if (unit === undefined) return `must be ${inclusive === false ? "less than" : "at most"} ${maximum}`;
  return `must have at most ${counted(maximum, unit)}`;
}

function counted(limit: number | bigint, [one, many]: readonly [one: string, many: string]): string {
  return `${limit} ${Number(limit) === 1 ? one : many}`;
}
