import type { NormalizedSchema } from "@smithy/core/schema";

/** The members of a form of the Query protocol, nested as its schema says; unknown members stay, for the shape check to refuse. */
export function formInput(schema: NormalizedSchema, form: URLSearchParams): unknown {
  const root: Branch = new Map();
  for (const [name, value] of form) {
    if (name !== "Action" && name !== "Version") plant(root, name.split("."), value);
  }
  return memberOf(schema, root);
}

type Branch = Map<string, Branch | string>;

function plant(branch: Branch, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) return void branch.set(name, value);
  const next = branch.get(name);
  const below: Branch = next instanceof Map ? next : new Map();
  branch.set(name, below);
  plant(below, rest, value);
}

function memberOf(schema: NormalizedSchema, given: Branch | string): unknown {
  if (typeof given === "string") return leafOf(schema, given);
  if (schema.isListSchema()) return numbered(given, "member").map((each) => memberOf(schema.getValueSchema(), each));
  if (schema.isMapSchema()) return mapOf(schema, given);
  const members = schema.isStructSchema() ? [...schema.structIterator()] : [];
  return Object.fromEntries(
    [...given].map(([name, value]) => {
      const member = members.find(([own, of]) => (wireName(of) ?? own) === name);
      return member === undefined ? [name, value] : [member[0], memberOf(member[1], value)];
    }),
  );
}

function mapOf(schema: NormalizedSchema, given: Branch): unknown {
  const [keyName, valueName] = [wireName(schema.getKeySchema()) ?? "key", wireName(schema.getValueSchema()) ?? "value"];
  return Object.fromEntries(
    numbered(given, "entry").map((entry) => {
      const [key, value] = entry instanceof Map ? [entry.get(keyName), entry.get(valueName)] : [];
      return [String(key), value === undefined ? undefined : memberOf(schema.getValueSchema(), value)];
    }),
  );
}

function numbered(given: Branch, name: string): readonly (Branch | string)[] {
  const list = given.get(name);
  return list instanceof Map ? [...list.values()] : [];
}

function wireName(schema: NormalizedSchema): string | undefined {
  const { xmlName } = schema.getMergedTraits();
  return xmlName === undefined ? undefined : String(xmlName);
}

function leafOf(schema: NormalizedSchema, text: string): unknown {
  // An empty list is sent as an empty text.
  if (schema.isListSchema()) return [];
  if (schema.isBooleanSchema()) return text === "true";
  return schema.isNumericSchema() ? Number(text) : text;
}
