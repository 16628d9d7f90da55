import { DynamoDBClient, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { ECSClient, ListServicesCommand } from "@aws-sdk/client-ecs";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { allow } from "../../../local/iam/statement.ts";
import { registrationKey } from "../../../shared/aws/evidence-keys.ts";
import { account, aJobToken, now, pipelineRole } from "../../builders/a-job-token.ts";
import { region } from "../../builders/a-rollout.ts";
import {
  type Accounts,
  decider,
  evidenceReader,
  otherAccount,
  readableBy,
  registrar,
  tableIn,
  tableParameter,
  twoAccounts,
} from "./two-accounts.ts";

let world: Awaited<ReturnType<typeof twoAccounts>> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** Real clients with the credentials that a job gets for its token. */
async function aJob(over: Accounts = {}) {
  world = await twoAccounts(over);
  const settings = { region, endpoint: world.endpoint, maxAttempts: 1 };
  const input = { RoleArn: pipelineRole, RoleSessionName: "gitlab-job-1", WebIdentityToken: aJobToken(world.tokens) };
  const { Credentials = {} } = await new STSClient(settings).send(new AssumeRoleWithWebIdentityCommand(input));
  const {
    AccessKeyId: accessKeyId = "",
    SecretAccessKey: secretAccessKey = "",
    SessionToken: sessionToken = "",
  } = Credentials as Record<string, string>;
  return { ...settings, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

const query = (TableName = "evidence", IndexName?: string) =>
  new QueryCommand({
    TableName,
    ...(IndexName && { IndexName }),
    KeyConditionExpression: `${IndexName ?? ""}PK = :key`,
    ExpressionAttributeValues: { ":key": { S: "RELEASE#v2.3.1" } },
  });
const put = (PK: string) => new PutItemCommand({ TableName: "evidence", Item: { PK: { S: PK }, SK: { S: "x" } } });
const readingThere = [
  ...evidenceReader,
  allow({ actions: ["dynamodb:Query"], resources: [tableIn(otherAccount), `${tableIn(otherAccount)}/index/GSI1`] }),
];
const letIn = [readableBy(pipelineRole)];

describe("a job with the policy for register", () => {
  it.each([`SERVICE#${region}`, "RELEASE#v2.3.1", "DECISIONS#v2.3.1"])(
    "may write nothing under %s",
    async (partition) => {
      const dynamodb = new DynamoDBClient(await aJob({ policy: registrar }));

      await expect(dynamodb.send(put(partition))).rejects.toMatchObject({ name: "AccessDeniedException" });
      await expect(dynamodb.send(query())).rejects.toMatchObject({ name: "AccessDeniedException" });
    },
  );

  it("keeps what register keeps", async () => {
    const dynamodb = new DynamoDBClient(await aJob({ policy: registrar }));
    const { PK } = registrationKey("arn:aws:ecs:x:1:service/c/s", "arn:aws:ecs:x:1:task-definition/s:1");

    await expect(dynamodb.send(put(PK))).resolves.toBeDefined();
  });
});

describe("a job with the policy for pipelines", () => {
  it("may write no evidence, not even with the policy for decisions", async () => {
    const dynamodb = new DynamoDBClient(await aJob({ policy: decider }));

    await expect(dynamodb.send(put("RELEASE#v2.3.1"))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::${account}:assumed-role/rollout-evidence/gitlab-job-1 is not authorized to perform: dynamodb:PutItem on resource: ${tableIn(account)} because no identity-based policy allows the dynamodb:PutItem action`,
    });
    expect(await dynamodb.send(put("DECISIONS#v2.3.1"))).toBeDefined();
  });

  it("may keep no decision, read no other parameter and ask no other service", async () => {
    const job = await aJob();

    await expect(new DynamoDBClient(job).send(put("DECISIONS#v2.3.1"))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    await expect(new SSMClient(job).send(new GetParameterCommand({ Name: "/gitlab/token" }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    await expect(new ECSClient(job).send(new ListServicesCommand())).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it("may read the evidence, its index, and where it lies", async () => {
    const job = await aJob();
    const dynamodb = new DynamoDBClient(job);

    expect(await dynamodb.send(query())).toMatchObject({ Count: 0 });
    expect(await dynamodb.send(query(tableIn(account)))).toMatchObject({ Count: 0 });
    expect(await dynamodb.send(query("evidence", "GSI1"))).toMatchObject({ Count: 0 });
    const { Parameter } = await new SSMClient(job).send(new GetParameterCommand({ Name: tableParameter }));
    expect(Parameter?.Value).toBe("evidence");
  });

  it("is the session that its token stands for, in every Region", async () => {
    const job = await aJob();

    for (const region of ["eu-west-1", "ap-southeast-2"])
      expect(await new STSClient({ ...job, region }).send(new GetCallerIdentityCommand())).toMatchObject({
        Arn: `arn:aws:sts::${account}:assumed-role/rollout-evidence/gitlab-job-1`,
      });
  });

  it("has no rights any more once its session has ended, or with another's session token", async () => {
    let time = now;
    const job = await aJob({ now: () => time });
    const mixed = { ...job, credentials: { ...job.credentials, sessionToken: "of-another-session" } };

    await expect(new DynamoDBClient(mixed).send(query())).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
    time = new Date(now.getTime() + 3_600_000);
    await expect(new DynamoDBClient(job).send(query())).rejects.toMatchObject({ name: "ExpiredTokenException" });
  });
});

describe("the table of another account", () => {
  it.each([
    ["its owner's permission", { policy: readingThere }, "resource-based"],
    ["a permission of its own", { tablePolicy: letIn }, "identity-based"],
  ])("is closed to a job without %s", async (_, over, missing) => {
    const dynamodb = new DynamoDBClient(await aJob(over));

    await expect(dynamodb.send(query(tableIn(otherAccount)))).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringMatching(
        `dynamodb:Query on resource: ${tableIn(otherAccount)} because no ${missing} policy`,
      ),
    });
  });

  it("is closed when nobody knows the account", async () => {
    const unknown = tableIn("777788889999");
    const policy = [...evidenceReader, allow({ actions: ["dynamodb:Query"], resources: [unknown] })];

    await expect(new DynamoDBClient(await aJob({ policy })).send(query(unknown))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
  });

  it("answers a job that both accounts let in, on its index as well", async () => {
    const dynamodb = new DynamoDBClient(await aJob({ policy: readingThere, tablePolicy: letIn }));

    expect(await dynamodb.send(query(tableIn(otherAccount)))).toMatchObject({ Count: 0 });
    expect(await dynamodb.send(query(tableIn(otherAccount), "GSI1"))).toMatchObject({ Count: 0 });
  });
});
