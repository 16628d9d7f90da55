import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { call } from "./call.ts";
import type { Item } from "./item.ts";
import { keyCondition, type SortRange } from "./sort-range.ts";

export interface FirstItemQuery {
  readonly table: string;
  readonly partition: string;
  readonly range: SortRange;
  /** Items that are not are passed over. */
  readonly isAlive: (item: Item) => boolean;
}

/** Reads one item, however many the range has; consistently. */
export async function firstItem(client: DynamoDBDocumentClient, query: FirstItemQuery): Promise<Item | undefined> {
  for (let start: Item | undefined; ; ) {
    const page = await firstPage(client, query, start);
    const item = page.Items?.find(query.isAlive);
    start = page.LastEvaluatedKey;
    if (item !== undefined || start === undefined) return item;
  }
}

function firstPage(client: DynamoDBDocumentClient, query: FirstItemQuery, start: Item | undefined) {
  const { table, partition, range } = query;
  return call("dynamodb:Query", table, () =>
    client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        ...keyCondition(partition, range),
        Limit: 1,
        ...(start && { ExclusiveStartKey: start }),
      }),
    ),
  );
}
