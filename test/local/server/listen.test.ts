import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock } from "../../../local/clock/virtual-clock.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { simulatedSecrets } from "../../../local/secrets/simulated-secrets.ts";
import type { ServedRequest } from "../../../local/server/embedded-server.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { type Listening, listen } from "../../../local/server/listen.ts";
import { embeddedNetwork, type Network } from "../../../local/server/network.ts";

let network: Network;
let listening: Listening;
let faults: FaultRule[];

beforeEach(async () => {
  const secrets = simulatedSecrets();
  secrets.setSecret("eu-west-1", "gitlab", "value");
  faults = [];
  const gitlab = async (request: ServedRequest): Promise<Response> =>
    Response.json({ path: new URL(request.url).pathname, body: await request.text() });
  const servers = { secretsmanager: secrets.server, dynamodb: embeddedDynamodb(), gitlab };
  network = embeddedNetwork({
    servers,
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: () => 0 }),
  });
  listening = await listen(network);
});
afterEach(() => listening.close());

function settings(region = "eu-west-1") {
  const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = listening.environment;
  return { region, endpoint: listening.urls.aws, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

describe("a foreign client on loopback", () => {
  it("gets the real exception class, and the answer of the Region it signs for", async () => {
    const [here, elsewhere] = [new SecretsManagerClient(settings()), new SecretsManagerClient(settings("us-east-1"))];
    const command = new GetSecretValueCommand({ SecretId: "gitlab" });

    await expect(elsewhere.send(command)).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(here.send(command)).resolves.toMatchObject({ SecretString: "value" });
    expect(network.calls()).toEqual({ "secretsmanager:GetSecretValue": 2 });
  });

  it("reads and writes DynamoDB through the same port", async () => {
    const client = new DynamoDBClient(settings());
    await client.send(
      new CreateTableCommand({
        TableName: "evidence",
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [{ AttributeName: "PK", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "PK", KeyType: "HASH" }],
      }),
    );
    const put = new PutItemCommand({
      TableName: "evidence",
      Item: { PK: { S: "a" } },
      ConditionExpression: "attribute_not_exists(PK)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });

    await client.send(put);

    const error = await client.send(put).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({ Item: { PK: { S: "a" } } });
  });

  it("meets the same faults as the functions do", async () => {
    faults.push({ service: "secretsmanager", fault: "reset" });

    const call = new SecretsManagerClient(settings()).send(new GetSecretValueCommand({ SecretId: "gitlab" }));

    await expect(call).rejects.toMatchObject({ name: "TimeoutError", code: "ECONNRESET" });
  });

  it("gets its answer while virtual time passes at a pace", async () => {
    const clock = startVirtualClock({ start: new Date("2026-03-01T10:00:00Z"), pace: 10 });
    try {
      faults.push({ service: "secretsmanager", fault: "slow", slowSeconds: 2 });
      let answered: unknown;
      const command = new GetSecretValueCommand({ SecretId: "gitlab" });
      void new SecretsManagerClient(settings()).send(command).then((output) => {
        answered = output.SecretString;
      });

      await clock.run(() => answered !== undefined, 60);

      expect(answered).toBe("value");
      expect(clock.elapsedSeconds()).toBeGreaterThanOrEqual(2);
      expect(clock.elapsedSeconds()).toBeLessThan(20);
    } finally {
      clock.stop();
    }
  });

  it("reaches GitLab under its own path, with plain fetch", async () => {
    const response = await fetch(`${listening.urls.gitlab}/api/v4/projects/1/statuses/abc?state=success`, {
      method: "POST",
      body: "name=x",
    });

    expect(await response.json()).toEqual({ path: "/api/v4/projects/1/statuses/abc", body: "name=x" });
  });

  it("is told where nothing is served, and that a body is too large", async () => {
    expect((await fetch(listening.urls.aws)).status).toBe(404);
    expect(
      (await fetch(listening.urls.gitlab.concat("/x"), { method: "POST", body: new Uint8Array(16 * 1024 * 1024 + 1) }))
        .status,
    ).toBe(413);
  });

  it("finds only loopback, with an endpoint variable for every service", () => {
    expect(new URL(listening.urls.aws).hostname).toBe("127.0.0.1");
    expect(Object.keys(listening.environment)).toEqual(
      expect.arrayContaining(["AWS_ENDPOINT_URL_ECS", "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "AWS_ENDPOINT_URL_SFN"]),
    );
  });
});
