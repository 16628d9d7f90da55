import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { milliseconds } from "../domain/time.ts";
import type { Clock } from "../ports/clock.ts";
import { call } from "./call.ts";
import { type IndexQuery, queryIndex } from "./evidence-index.ts";
import type { ItemKey } from "./evidence-keys.ts";
import { firstItem } from "./first-item.ts";
import type { Item } from "./item.ts";
import { keyCondition, type SortRange } from "./sort-range.ts";

/** The few things that are done with the evidence table. Every item expires; every condition that fails is a value, not an error. */
export interface EvidenceTable {
  get(key: ItemKey): Promise<Item | undefined>;
  /** Every item of a partition whose sort key begins so, or lies between these two, in order of the sort key, expired ones left out. */
  query(partition: string, sort?: string | SortRange): Promise<readonly Item[]>;
  /** The first living item of a partition whose sort key lies between these two. */
  first(partition: string, range: SortRange): Promise<Item | undefined>;
  /** The first living items of a partition of an index; eventually consistent. */
  queryIndex(query: IndexQuery): Promise<readonly Item[]>;
  put(key: ItemKey, item: Item): Promise<void>;
  /** Puts the item unless one stands; returns the one that stands then. */
  putOnce(
    key: ItemKey,
    item: Item,
  ): Promise<{ readonly created: true } | { readonly created: false; readonly item: Item }>;
  /** Updates and returns the new item, or undefined when the condition does not hold. */
  update(key: ItemKey, change: Change): Promise<Item | undefined>;
}

export interface Change {
  readonly set?: Item;
  readonly add?: Readonly<Record<string, number>>;
  readonly remove?: readonly string[];
  /** A condition expression over `#name` and `:name`; `names` and `values` give those that set, add and remove do not. */
  readonly condition?: string;
  readonly names?: readonly string[];
  readonly values?: Item;
}

export interface TableOptions {
  readonly table: string;
  readonly days: number;
  readonly clock: Clock;
}

export function evidenceTable(client: DynamoDBDocumentClient, { table, days, clock }: TableOptions): EvidenceTable {
  const now = (): number => Math.floor(milliseconds(clock.now()) / 1000);
  const expiry = (): { readonly expiresAt: number } => ({ expiresAt: now() + days * 86_400 });
  const isAlive = (item: Item): boolean => typeof item["expiresAt"] !== "number" || item["expiresAt"] > now();
  return {
    get: async (key) => {
      const { Item: item } = await call("dynamodb:GetItem", table, () =>
        client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true })),
      );
      return item !== undefined && isAlive(item) ? item : undefined;
    },
    query: async (partition, sort = "") => {
      const items: Item[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await call("dynamodb:Query", table, () =>
          client.send(
            new QueryCommand({
              TableName: table,
              ConsistentRead: true,
              ...keyCondition(partition, sort),
              ...(start !== undefined && { ExclusiveStartKey: start }),
            }),
          ),
        );
        items.push(...(page.Items ?? []).filter(isAlive));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return items;
    },
    first: (partition, range) => firstItem(client, { table, partition, range, isAlive }),
    queryIndex: async (query) => (await queryIndex(client, table, query)).filter(isAlive),
    put: async (key, item) => {
      await call("dynamodb:PutItem", table, () =>
        client.send(new PutCommand({ TableName: table, Item: { ...key, ...expiry(), ...item } })),
      );
    },
    putOnce: (key, item) => putOnce(client, table, { ...key, ...expiry(), ...item }),
    update: (key, change) => update(client, table, { key, change: { ...change, set: { ...change.set, ...expiry() } } }),
  };
}

async function putOnce(
  client: DynamoDBDocumentClient,
  table: string,
  item: Item,
): ReturnType<EvidenceTable["putOnce"]> {
  return call("dynamodb:PutItem", table, async () => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: item,
          ConditionExpression: "attribute_not_exists(PK)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { created: true };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // The document client leaves the items of errors as they came.
      return { created: false, item: error.Item === undefined ? item : unmarshall(error.Item) };
    }
  });
}

interface Update {
  readonly key: ItemKey;
  readonly change: Change;
}

async function update(
  client: DynamoDBDocumentClient,
  table: string,
  { key, change }: Update,
): Promise<Item | undefined> {
  return call("dynamodb:UpdateItem", table, async () => {
    try {
      const answer = await client.send(
        new UpdateCommand({ TableName: table, Key: key, ReturnValues: "ALL_NEW", ...expressions(change) }),
      );
      return answer.Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  });
}

function expressions({
  set = {},
  add = {},
  remove = [],
  condition,
  names = [],
  values = {},
}: Change): Partial<UpdateCommandInput> {
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  const parts = [
    given.length > 0 && `SET ${given.map(([name]) => `#${name} = :${name}`).join(", ")}`,
    Object.keys(add).length > 0 &&
      `ADD ${Object.keys(add)
        .map((name) => `#${name} :${name}`)
        .join(", ")}`,
    remove.length > 0 && `REMOVE ${remove.map((name) => `#${name}`).join(", ")}`,
  ];
  const allNames = [...given.map(([name]) => name), ...Object.keys(add), ...remove, ...names];
  const allValues = { ...Object.fromEntries(given), ...add, ...values };
  return {
    UpdateExpression: parts.filter(Boolean).join(" "),
    ExpressionAttributeNames: Object.fromEntries(allNames.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(
      Object.entries(allValues).map(([name, value]) => [`:${name}`, value]),
    ),
    ...(condition !== undefined && { ConditionExpression: condition }),
  };
}
