import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { afterEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { evidenceTable } from "../../../shared/aws/evidence-table.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { anOperatorDecision } from "../../builders/a-gate.ts";
import { aJobToken, pipelineRole } from "../../builders/a-job-token.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, region } from "../../builders/a-rollout.ts";
import { anApply } from "../../builders/an-apply.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";
import { deployer, tableParameter, twoAccounts } from "./two-accounts.ts";

let world: Awaited<ReturnType<typeof twoAccounts>> | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

/** The shipped adapter with what a deploy job gets for its token. */
async function aDeployJob() {
  world = await twoAccounts({ policy: deployer });
  const settings = { region, endpoint: world.endpoint, maxAttempts: 1 };
  const input = { RoleArn: pipelineRole, RoleSessionName: "gitlab-job-1", WebIdentityToken: aJobToken(world.tokens) };
  const { Credentials } = await new STSClient(settings).send(new AssumeRoleWithWebIdentityCommand(input));
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ ...settings, credentials }));
  const table = evidenceTable(documents, { table: "evidence", days: 30, clock: aJumpingClock(at(0)) });
  return { evidence: evidenceStore(table), ssm: new SSMClient({ ...settings, credentials }) };
}

describe("a deploy job with the policy for applied", () => {
  it("may write no verdict, no evidence and no decision, and read none", async () => {
    const { evidence } = await aDeployJob();

    for (const reaching of [
      () => evidence.open(aRecord()),
      () => evidence.conclude(aKey(), aVerdict()),
      () => evidence.addDecision(aKey(), anOperatorDecision()),
      () => evidence.record(aKey()),
      () => evidence.dossier("v2.3.1"),
    ])
      await expect(reaching()).rejects.toMatchObject({ name: "AccessDenied" });
  });

  it("finds the table, tells how it ended, and may tell it again", async () => {
    const { evidence, ssm } = await aDeployJob();

    expect(await ssm.send(new GetParameterCommand({ Name: tableParameter }))).toMatchObject({ Parameter: {} });
    expect(await evidence.addApply("v2.3.1", anApply())).toMatchObject({ created: true });
    expect(await evidence.addApply("v2.3.1", anApply())).toEqual({ created: false, apply: anApply() });
  });
});
