import { isJsonObject, type Json } from "./json.ts";

/** Thrown for a pattern that EventBridge refuses, or that this simulation does not know: never a silent mismatch. */
export class InvalidEventPattern extends Error {
  override readonly name = "InvalidEventPatternException";
}

export type Scalar = string | number | boolean | null;

/** One alternative of a leaf. */
export type Matcher =
  | { readonly kind: "exactly"; readonly value: Scalar }
  | { readonly kind: "prefix"; readonly prefix: string }
  | { readonly kind: "anything-but"; readonly values: readonly Scalar[] }
  | { readonly kind: "anything-but-prefix"; readonly prefix: string }
  | { readonly kind: "exists"; readonly exists: boolean }
  | { readonly kind: "numeric"; readonly bounds: readonly Bound[] };

export interface Bound {
  readonly operator: "<" | "<=" | "=" | ">" | ">=";
  readonly value: number;
}

/** A parsed pattern: fields of fields, and at the leaves lists of alternatives. */
export type Pattern = { readonly [field: string]: Pattern | readonly Matcher[] };

/** Reads an event pattern; throws InvalidEventPattern with the path of what it cannot read. */
export function parsePattern(source: unknown, path = "$"): Pattern {
  if (!isJsonObject(source))
    throw new InvalidEventPattern(`Event pattern is not valid. Reason: ${path} must be an object`);
  const fields = Object.entries(source);
  if (fields.length === 0)
    throw new InvalidEventPattern(`Event pattern is not valid. Reason: Empty objects are not allowed at ${path}`);
  return Object.fromEntries(fields.map(([name, value]) => [name, parseField(name, value, `${path}.${name}`)]));
}

function parseField(name: string, value: Json, path: string): Pattern | readonly Matcher[] {
  if (name.startsWith("$"))
    throw new InvalidEventPattern(`Event pattern is not valid. Reason: ${path} is not supported here`);
  if (!Array.isArray(value)) {
    if (isJsonObject(value)) return parsePattern(value, path);
    throw new InvalidEventPattern(
      `Event pattern is not valid. Reason: "${name}" must be an object or an array at ${path}`,
    );
  }
  if (value.length === 0)
    throw new InvalidEventPattern(`Event pattern is not valid. Reason: Empty arrays are not allowed at ${path}`);
  return value.map((alternative) => parseMatcher(alternative, path));
}

function parseMatcher(value: Json, path: string): Matcher {
  if (isScalar(value)) return { kind: "exactly", value };
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const [kind, operand] = entries[0] ?? [];
  if (entries.length === 1 && operand !== undefined) {
    if (kind === "prefix" && typeof operand === "string") return { kind, prefix: operand };
    if (kind === "exists" && typeof operand === "boolean") return { kind, exists: operand };
    if (kind === "anything-but") return parseAnythingBut(operand, path);
    if (kind === "numeric") return { kind, bounds: parseBounds(operand, path) };
  }
  throw new InvalidEventPattern(
    `Event pattern is not valid. Reason: Unrecognized match type ${JSON.stringify(value)} at ${path}`,
  );
}

function parseAnythingBut(operand: Json, path: string): Matcher {
  if (isJsonObject(operand) && Object.keys(operand).length === 1 && typeof operand["prefix"] === "string") {
    return { kind: "anything-but-prefix", prefix: operand["prefix"] };
  }
  const values = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0 || !values.every(isScalar)) {
    throw new InvalidEventPattern(`Event pattern is not valid. Reason: Bad value for anything-but at ${path}`);
  }
  return { kind: "anything-but", values };
}

function parseBounds(operand: Json, path: string): readonly Bound[] {
  const parts = Array.isArray(operand) ? operand : [];
  const bounds: Bound[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const [operator, value] = [parts[index], parts[index + 1]];
    if (!isOperator(operator) || typeof value !== "number") break;
    bounds.push({ operator, value });
  }
  if (bounds.length > 0 && bounds.length <= 2 && bounds.length * 2 === parts.length) return bounds;
  throw new InvalidEventPattern(`Event pattern is not valid. Reason: Bad value for numeric at ${path}`);
}

function isOperator(value: unknown): value is Bound["operator"] {
  return typeof value === "string" && ["<", "<=", "=", ">", ">="].includes(value);
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
