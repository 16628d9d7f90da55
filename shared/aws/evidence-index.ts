import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { call } from "./call.ts";
import type { Item } from "./item.ts";

export interface IndexQuery {
  readonly index: "GSI1" | "GSI2";
  readonly partition: string;
  /** Sort keys from this text on only; all unless told. */
  readonly from?: string;
  /** Sort keys below this text only; all unless told. */
  readonly before?: string;
  readonly atMost: number;
  /** The highest sort key first; else the lowest. */
  readonly newestFirst?: boolean;
}

/** Above every sort key: they are all of ASCII characters. */
const end = "\u{10ffff}";

/** The first items of an index partition, in the order of their sort key. Indexes are eventually consistent: a change may not show yet. */
export async function queryIndex(
  client: DynamoDBDocumentClient,
  table: string,
  query: IndexQuery,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let next: Item | undefined;
  do {
    const page = await queryPage(client, { ...query, atMost: query.atMost - found.length, table, start: next });
    found.push(...(page.Items ?? []));
    next = page.LastEvaluatedKey;
  } while (next !== undefined && found.length < query.atMost);
  return found;
}

interface PageQuery extends IndexQuery {
  readonly table: string;
  readonly start: Item | undefined;
}

function queryPage(client: DynamoDBDocumentClient, query: PageQuery) {
  const { table, start, index, partition, from = " ", before = end, atMost, newestFirst = false } = query;
  return call("dynamodb:Query", `${table}/index/${index}`, () =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: "#partition = :partition AND #sort BETWEEN :from AND :before",
        ExpressionAttributeNames: { "#partition": `${index}PK`, "#sort": `${index}SK` },
        ExpressionAttributeValues: { ":partition": partition, ":from": from, ":before": before },
        Limit: atMost,
        ScanIndexForward: !newestFirst,
        ...(start && { ExclusiveStartKey: start }),
      }),
    ),
  );
}
