import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { keepApplies, keepDecisions, readEvidence, registerReleases } from "../../../infra/pipeline-permissions.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { accountBorder } from "../../../local/iam/border.ts";
import { simulatedIam } from "../../../local/iam/simulated-iam.ts";
import { allow, type Statement } from "../../../local/iam/statement.ts";
import { listen } from "../../../local/server/listen.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { routeRegions } from "../../../local/server/region-router.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { account, aTrustingAccount, now } from "../../builders/a-job-token.ts";
import { region } from "../../builders/a-rollout.ts";

export const otherAccount = "444455556666";
export const tableIn = (of: string) => `arn:aws:dynamodb:${region}:${of}:table/evidence`;
export const tableParameter = "/ecs-rollout-validator/evidence-table";
const place = {
  table: tableIn(account),
  tableParameter: `arn:aws:ssm:${region}:${account}:parameter${tableParameter}`,
  profiles: `arn:aws:ssm:${region}:${account}:parameter/ecs-rollout-validator/profiles/*`,
};

/** The policies of the stack for pipelines, as the role of a job holds them. */
export const evidenceReader = readEvidence(place).map(allow);
export const decider = [...evidenceReader, ...keepDecisions(place).map(allow)];
export const deployer = keepApplies(place).map(allow);
export const registrar = registerReleases(place).map(allow);

export interface Accounts {
  readonly policy?: readonly Statement[];
  /** Of the other account's table. */
  readonly tablePolicy?: readonly Statement[];
  readonly now?: () => Date;
}

/** A policy of the other account's table that lets somebody in. */
export function readableBy(...principals: readonly string[]): Statement {
  const resources = [tableIn(otherAccount), `${tableIn(otherAccount)}/index/GSI1`];
  return allow({ actions: ["dynamodb:Query"], resources, principals });
}

/** An account with a role for pipelines and another one, each with an evidence table, on one port as real clients reach them. */
export async function twoAccounts({ policy = evidenceReader, tablePolicy = [], now: time = () => now }: Accounts = {}) {
  const { tokens, iam, fetch } = aTrustingAccount(policy);
  const other = simulatedIam({ account: otherAccount, tablePolicies: { [tableIn(otherAccount)]: tablePolicy } });
  const services = [await evidenceServices(), await evidenceServices()] as const;
  const router = await routeRegions({
    port: 0,
    targetOf: (_, of) => services[of === otherAccount ? 1 : 0].urls.aws,
    answer: async () => new Response("nothing here\n", { status: 404 }),
    border: accountBorder([iam, other], { fetch, now: time }),
  });
  return {
    tokens,
    endpoint: router.urls.aws,
    close: () => Promise.all([router.close(), ...services.map((each) => each.close())]),
  };
}

async function evidenceServices() {
  const ssm = simulatedSsm();
  ssm.setParameter(region, tableParameter, "evidence");
  const listening = await listen(
    embeddedNetwork({ servers: { dynamodb: embeddedDynamodb(), ssm: ssm.server }, latencyMilliseconds: 0 }),
  );
  const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
  await createEvidenceTable(new DynamoDBClient({ region, credentials, endpoint: listening.urls.aws }), "evidence");
  return listening;
}
