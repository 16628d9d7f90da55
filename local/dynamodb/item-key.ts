/** The key attributes of an item, by the answer of DescribeTable. */
export function keyOf(item: unknown, described: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const table = record(described.Table);
  const schema = Array.isArray(table.KeySchema) ? table.KeySchema : [];
  const names = schema.map((element) => String(record(element).AttributeName));
  const attributes = record(item);
  return Object.fromEntries(names.map((name) => [name, attributes[name]]));
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
