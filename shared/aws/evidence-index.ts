import { type DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { call } from "./call.ts";
import type { Item } from "./evidence-table.ts";

export interface IndexQuery {
  readonly table: string;
  readonly index: "GSI1" | "GSI2";
  readonly partition: string;
  /** Sort keys below this text only. */
  readonly before: string;
  readonly atMost: number;
}

/** The first items of an index partition, in the order of their sort key. Indexes are eventually consistent: a change may not show yet. */
export async function queryIndex(
  client: DynamoDBDocumentClient,
  { table, index, partition, before, atMost }: IndexQuery,
): Promise<readonly Item[]> {
  const { Items: items } = await call("dynamodb:Query", `${table}/index/${index}`, () =>
    client.send(
      new QueryCommand({
        TableName: table,
        IndexName: index,
        KeyConditionExpression: "#partition = :partition AND #sort < :before",
        ExpressionAttributeNames: { "#partition": `${index}PK`, "#sort": `${index}SK` },
        ExpressionAttributeValues: { ":partition": partition, ":before": before },
        Limit: atMost,
      }),
    ),
  );
  return items ?? [];
}
