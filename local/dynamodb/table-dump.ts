import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";

/** Items as DynamoDB JSON, e.g. `{ "PK": { "S": "RELEASE#v1" } }`. Sets and numbers keep their types; binary values are not supported. */
export type DumpedItem = Record<string, AttributeValue>;

/** BatchWriteItem's limit. */
const batch = 25;

/** Every item of a table, for keeping the evidence of a local run in a file. */
export async function dumpTable(client: DynamoDBClient, table: string): Promise<DumpedItem[]> {
  const items: DumpedItem[] = [];
  for await (const { Items } of paginateScan({ client }, { TableName: table })) items.push(...(Items ?? []));
  return items;
}

/** Writes items into an existing table; an item with the same key is replaced. */
export async function loadTable(client: DynamoDBClient, table: string, items: readonly DumpedItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += batch) {
    let rest: WriteRequest[] = items.slice(start, start + batch).map((Item) => ({ PutRequest: { Item } }));
    while (rest.length > 0) {
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: rest } }));
      rest = UnprocessedItems?.[table] ?? [];
    }
  }
}
