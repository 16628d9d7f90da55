import type { NormalizedSchema } from "@smithy/core/schema";

/** A value that does not fit the shape the SDK declares for it. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
  readonly problem: "unknown member" | "missing member" | "wrong type";

  constructor(problem: ShapeError["problem"], message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Reads a JSON value of the wire by its schema: members checked, timestamps as Dates, blobs as bytes. Throws ShapeError. */
export function decode(schema: NormalizedSchema, value: unknown): unknown {
  return convert(schema, value, { path: "", leaf: decodedLeaf });
}

/** How a protocol writes a time: the JSON protocols as seconds, the Query protocol as text. */
type TimeForm = "epoch-seconds" | "date-time";

/** Writes a handler's output as JSON of the wire, with the same checks. Throws ShapeError. */
export function encode(schema: NormalizedSchema, value: unknown, time: TimeForm = "epoch-seconds"): unknown {
  return convert(schema, value, { path: "", leaf: encodedLeaf(time) });
}

type Leaf = (schema: NormalizedSchema, value: unknown) => unknown;
interface Place {
  readonly path: string;
  readonly leaf: Leaf;
}

/** What a leaf answers when the value is not of its type; `undefined` cannot occur as a value. */
const mismatch = undefined;

function convert(schema: NormalizedSchema, value: unknown, place: Place): unknown {
  if (schema.isDocumentSchema()) return value;
  if (schema.isUnitSchema()) return structure(schema, value ?? {}, place);
  if (schema.isStructSchema()) return structure(schema, value, place);
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw wrongType(place, "a list", value);
    return value.map((element, index) =>
      convert(schema.getValueSchema(), element, { ...place, path: `${place.path}[${index}]` }),
    );
  }
  if (schema.isMapSchema()) {
    const entries = Object.entries(asObject(value, place)).filter(([, entry]) => entry !== undefined);
    return Object.fromEntries(
      entries.map(([key, entry]) => [key, convert(schema.getValueSchema(), entry, inside(place, key))]),
    );
  }
  const leaf = place.leaf(schema, value);
  if (leaf === mismatch) throw wrongType(place, kindOf(schema), value);
  return leaf;
}

function structure(schema: NormalizedSchema, value: unknown, place: Place): Record<string, unknown> {
  const given = asObject(value, place);
  const { members, required } = membersOf(schema);
  const unknown = Object.keys(given).find((name) => !members.has(name) && given[name] !== undefined);
  if (unknown !== undefined)
    throw new ShapeError(
      "unknown member",
      `${inside(place, unknown).path} is not a member of ${schema.getName() ?? "the shape"}`,
    );
  const missing = required.find((name) => given[name] === undefined || given[name] === null);
  if (missing !== undefined) throw new ShapeError("missing member", `${inside(place, missing).path} must not be null`);
  const present = [...members].filter(([name]) => given[name] !== undefined && given[name] !== null);
  if (schema.isUnionSchema() && present.length !== 1) throw wrongType(place, "a union with exactly one member", value);
  return Object.fromEntries(present.map(([name, member]) => [name, convert(member, given[name], inside(place, name))]));
}

interface Members {
  readonly members: ReadonlyMap<string, NormalizedSchema>;
  readonly required: readonly string[];
}

const knownMembers = new WeakMap<NormalizedSchema, Members>();

function membersOf(schema: NormalizedSchema): Members {
  const known = knownMembers.get(schema);
  if (known !== undefined) return known;
  const members = new Map(schema.isUnitSchema() ? [] : schema.structIterator());
  const read = { members, required: [...members.keys()].slice(0, requiredCount(schema)) };
  knownMembers.set(schema, read);
  return read;
}

/** The required members of a structure come first in its schema, and the schema's seventh element counts them. */
function requiredCount(schema: NormalizedSchema): number {
  const declared: unknown = schema.getSchema();
  const count: unknown = Array.isArray(declared) ? declared[6] : 0;
  return typeof count === "number" ? count : 0;
}

function decodedLeaf(schema: NormalizedSchema, value: unknown): unknown {
  if (schema.isTimestampSchema()) return typeof value === "number" ? new Date(Math.round(value * 1000)) : mismatch;
  if (schema.isBlobSchema())
    return typeof value === "string" ? Uint8Array.from(Buffer.from(value, "base64")) : mismatch;
  return plainLeaf(schema, value);
}

function encodedLeaf(time: TimeForm): Leaf {
  return (schema, value) => {
    if (schema.isTimestampSchema()) return value instanceof Date ? timeText(value, time) : mismatch;
    if (schema.isBlobSchema()) return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : mismatch;
    return plainLeaf(schema, value);
  };
}

function timeText(value: Date, form: TimeForm): string | number {
  return form === "date-time" ? value.toISOString() : value.getTime() / 1000;
}

function plainLeaf(schema: NormalizedSchema, value: unknown): unknown {
  return typeof value === kindOf(schema) ? value : mismatch;
}

function kindOf(schema: NormalizedSchema): string {
  if (schema.isTimestampSchema()) return "timestamp";
  if (schema.isBlobSchema()) return "blob";
  if (schema.isBooleanSchema()) return "boolean";
  return schema.isNumericSchema() ? "number" : "string";
}

function asObject(value: unknown, place: Place): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(place, "an object", value);
  return { ...value };
}

function inside(place: Place, member: string): Place {
  return { ...place, path: place.path === "" ? member : `${place.path}.${member}` };
}

function wrongType({ path }: Place, expected: string, value: unknown): ShapeError {
  const given = value === null ? "null" : Array.isArray(value) ? "a list" : typeof value;
  return new ShapeError("wrong type", `${path || "the document"} must be ${expected}, not ${given}`);
}
