import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { dumpTable, loadTable } from "../../../local/dynamodb/table-dump.ts";
import { inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

let world: VirtualWorld;
let client: DynamoDBClient;
let documents: DynamoDBDocumentClient;

async function createTable(TableName: string): Promise<void> {
  const create = new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["PK", "SK"].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
    KeySchema: [
      { AttributeName: "PK", KeyType: "HASH" },
      { AttributeName: "SK", KeyType: "RANGE" },
    ],
  });
  await world.done(client.send(create));
}

beforeEach(async () => {
  world = inVirtualTime({ dynamodb: embeddedDynamodb() });
  client = new DynamoDBClient(world.client());
  documents = DynamoDBDocumentClient.from(client);
  await createTable("evidence");
});
afterEach(() => world.stop());

const item = { PK: "RELEASE#v1", SK: "ROLLOUT#1" };

function putOnce(value: string) {
  const input = { TableName: "evidence", Item: { ...item, value }, ConditionExpression: "attribute_not_exists(PK)" };
  return documents.send(new PutCommand({ ...input, ReturnValuesOnConditionCheckFailure: "ALL_OLD" }));
}

describe("a failed condition", () => {
  it("returns the item that stands, on put", async () => {
    await world.done(putOnce("first"));

    const error = await world.done(putOnce("second")).catch((caught: unknown) => caught);

    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: { PK: { S: item.PK }, SK: { S: item.SK }, value: { S: "first" } } });
  });

  it("returns the item that stands, on update, and none when there is none", async () => {
    await world.done(putOnce("first"));
    const update = (SK: string) =>
      new UpdateCommand({
        TableName: "evidence",
        Key: { ...item, SK },
        UpdateExpression: "SET seen = :one",
        ConditionExpression: "attribute_exists(seen)",
        ExpressionAttributeValues: { ":one": 1 },
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });

    await expect(world.done(documents.send(update("ROLLOUT#1")))).rejects.toMatchObject({
      Item: { value: { S: "first" } },
    });
    const error = await world.done(documents.send(update("ROLLOUT#2"))).catch((caught: unknown) => caught);
    expect(error).toHaveProperty("name", "ConditionalCheckFailedException");
    expect(error).toHaveProperty("Item", undefined);
  });

  it("returns what the condition saw, although another writer comes at the same time", async () => {
    // Real time: the virtual clock would let one request end before the next begins.
    await world.wait(1);
    world.stop();
    await documents.send(new PutCommand({ TableName: "evidence", Item: { ...item, value: "first" } }));
    const overwrite = new PutCommand({ TableName: "evidence", Item: { ...item, value: "later" } });

    const [failed] = await Promise.allSettled([putOnce("second"), documents.send(overwrite)]);

    expect(failed).toMatchObject({ status: "rejected", reason: { Item: { value: { S: "first" } } } });
  });

  it("carries no item unless it was asked for", async () => {
    await world.done(putOnce("first"));
    const put = new PutCommand({ TableName: "evidence", Item: item, ConditionExpression: "attribute_not_exists(PK)" });

    const error = await world.done(documents.send(put)).catch((caught: unknown) => caught);

    expect(error).toHaveProperty("Item", undefined);
  });

  it("lets exactly one of twenty writers win, and tells the others who did", async () => {
    const outcomes = await world.done(
      Promise.allSettled(Array.from({ length: 20 }, (_, writer) => putOnce(String(writer)))),
    );

    const winner = (await world.done(documents.send(new GetCommand({ TableName: "evidence", Key: item })))).Item?.value;
    const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.Item?.value] : []));
    expect(losers).toEqual(Array.from({ length: 19 }, () => ({ S: winner })));
  });
});

describe("embedded DynamoDB", () => {
  it("answers a query of a release in the order of its sort keys", async () => {
    for (const SK of ["B", "A", "C"])
      await world.done(documents.send(new PutCommand({ TableName: "evidence", Item: { ...item, SK } })));
    const query = {
      TableName: "evidence",
      KeyConditionExpression: "PK = :pk",
      ExpressionAttributeValues: { ":pk": item.PK },
    };

    const { Items } = await world.done(documents.send(new QueryCommand(query)));

    expect(Items?.map(({ SK }) => SK)).toEqual(["A", "B", "C"]);
  });

  it("accepts a time to live", async () => {
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "expiresAt" };

    const answer = await world.done(
      client.send(new UpdateTimeToLiveCommand({ TableName: "evidence", TimeToLiveSpecification })),
    );

    expect(answer.TimeToLiveSpecification).toEqual(TimeToLiveSpecification);
  });

  it("gives back a dumped table item by item", async () => {
    for (let n = 0; n < 60; n += 1) {
      const Item = { ...item, SK: `AT#${n}`, list: [1, { deep: true }], set: new Set(["a", "b"]), nothing: null };
      await world.done(documents.send(new PutCommand({ TableName: "evidence", Item })));
    }
    const dump = await world.done(dumpTable(client, "evidence"));
    await createTable("copy");

    await world.done(loadTable(client, "copy", JSON.parse(JSON.stringify(dump))));

    expect(await world.done(dumpTable(client, "copy"))).toEqual(dump);
    expect(dump).toHaveLength(60);
  });
});
