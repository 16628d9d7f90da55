import { deployedRegions } from "../../../cli/play/deployed-regions.ts";
import { readEvidence } from "../../../infra/pipeline-permissions.ts";
import { idTokens, type TokenJob } from "../../../local/gitlab/id-tokens.ts";
import { accountBorder } from "../../../local/iam/border.ts";
import { simulatedIam } from "../../../local/iam/simulated-iam.ts";
import { allow, type Statement } from "../../../local/iam/statement.ts";
import { routeRegions } from "../../../local/server/region-router.ts";
import { account, aJobToken, fetchOf, gitlab, trustInTags } from "../../builders/a-job-token.ts";
import { aCli } from "../../cli/a-cli.ts";

export const stagingAccount = "444455556666";
export const [first, second] = ["ap-southeast-2", "eu-west-1"] as const;

const tableIn = (of: string) => `arn:aws:dynamodb:*:${of}:table/evidence`;
/** The table in which a release of staging has its evidence. */
export const stagingTable = `arn:aws:dynamodb:${first}:${stagingAccount}:table/evidence`;
const place = {
  table: tableIn(account),
  tableParameter: `arn:aws:ssm:*:${account}:parameter/ecs-rollout-validator/evidence-table`,
  profiles: `arn:aws:ssm:*:${account}:parameter/ecs-rollout-validator/profiles/*`,
};
const reading = readEvidence(place).map(allow);
const readingStaging = allow({ actions: ["dynamodb:Query"], resources: [stagingTable, `${stagingTable}/index/GSI1`] });

/** Roles of the production account, each trusted to the tags of the service's project. */
const policies = {
  /** The policy of the stack for pipelines, and nothing else. */
  evidence: reading,
  /** May besides read staging's table, and its owner lets it. */
  promotion: [...reading, readingStaging],
  /** May read staging's table as far as its own account goes. */
  uninvited: [...reading, readingStaging],
} satisfies Record<string, readonly Statement[]>;
export type RoleName = keyof typeof policies;
export const roleArn = (name: RoleName): string => `arn:aws:iam::${account}:role/${name}`;

const invited = { ...readingStaging, principals: [roleArn("promotion")] };

/** Two AWS accounts with the two Regions each, on one port, and a GitLab that they trust. Nothing is deployed until somebody asks. */
export async function simulatedCloud(folder: string) {
  const cli = aCli({ folder, env: { PATH: process.env["PATH"] ?? "" } });
  const usual = { regions: [first, second], scenario: "healthy", speed: 100 };
  const [production, staging] = [deployedRegions(cli, usual), deployedRegions(cli, usual)];
  const tokens = idTokens(gitlab);
  const now = () => new Date();
  const roles = Object.entries(policies).map(([name, policy]) => ({
    arn: roleArn(name as RoleName),
    trust: [trustInTags()],
    policy,
  }));
  const home = simulatedIam({ account, roles, providers: [{ issuer: gitlab, audiences: [gitlab] }] });
  const other = simulatedIam({ account: stagingAccount, tablePolicies: { [stagingTable]: [invited] } });
  const router = await routeRegions({
    port: 0,
    targetOf: (region, of) => (of === stagingAccount ? staging : production).targetOf(region),
    answer: production.answer,
    border: accountBorder([home, other], { fetch: fetchOf(tokens), now }),
  });
  return {
    url: router.urls.aws,
    /** What GitLab gives a job of this pipeline. */
    token: (over: Partial<TokenJob> = {}) => aJobToken(tokens, { at: now(), ...over }),
    /** Deploys a scenario's file to the first Region of staging. */
    async deployToStaging(scenario: string): Promise<void> {
      const query = new URLSearchParams({ scenario });
      const deploy = new Request(`http://staging/regions/${first}/deploy?${query}`, { method: "POST" });
      const answer = await staging.answer(deploy);
      if (answer.status !== 202) throw new Error(await answer.text());
    },
    async close(): Promise<void> {
      await Promise.all([production.stop(), staging.stop()]);
      await router.close();
    },
  };
}

export type SimulatedCloud = Awaited<ReturnType<typeof simulatedCloud>>;
