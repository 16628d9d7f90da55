import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";

/** Both included. */
export interface SortRange {
  readonly from: string;
  readonly before: string;
}

/** Above every sort key. */
export const lastSort = "\u{10ffff}";

type KeyCondition = Pick<QueryCommandInput, "KeyConditionExpression" | "ExpressionAttributeValues">;

/** What a Query takes of a partition: every item, those whose sort key begins so, or those between two. */
export function keyCondition(partition: string, sort: string | SortRange): KeyCondition {
  if (sort === "") return { KeyConditionExpression: "PK = :pk", ExpressionAttributeValues: { ":pk": partition } };
  return typeof sort === "string"
    ? {
        KeyConditionExpression: "PK = :pk AND begins_with(SK, :sk)",
        ExpressionAttributeValues: { ":pk": partition, ":sk": sort },
      }
    : {
        KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :before",
        ExpressionAttributeValues: { ":pk": partition, ":from": sort.from, ":before": sort.before },
      };
}
