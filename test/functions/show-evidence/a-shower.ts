import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { vi } from "vitest";
import { entry } from "../../../functions/entry.ts";
import { definition } from "../../../functions/show-evidence/handler.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import { lambdaContext } from "../../../local/lambda/lambda-context.ts";
import { captured, localPlatform } from "../../../local/platform.ts";
import { simulatedSecrets } from "../../../local/secrets/simulated-secrets.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { simulatedSsm } from "../../../local/ssm/simulated-ssm.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { openTable } from "../../../shared/aws/open-table.ts";
import { linkId } from "../../../shared/links/link-id.ts";
import { systemClock } from "../../../shared/platform.ts";
import type { FunctionUrlResponse } from "../../../shared/schema/function-url.ts";
import { account, at, region } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

export const linkKeyText = "a key of more than 32 characters, as it should be";
export const otherRegion = "eu-west-1";

/** A link's id under the key of the bench, for its table, opening until `at(3600)`. */
export function anId(over: { releaseId?: string; key?: string; audience?: string; expiresAt?: string } = {}): string {
  const { releaseId = "v2.3.1", key = linkKeyText, audience = "evidence", expiresAt = at(3600) } = over;
  return linkId({ key, audience }, { releaseId, expiresAt });
}

/** A request as AWS documents it for function URLs, with everything that comes along. */
function aRequest(rawPath: string, { method = "GET", headers = {} }: RequestParts = {}) {
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: "",
    headers: { host: "abc.lambda-url.ap-southeast-2.on.aws", "user-agent": "Mozilla/5.0", ...headers },
    requestContext: {
      accountId: "anonymous",
      apiId: "abc",
      domainName: "abc.lambda-url.ap-southeast-2.on.aws",
      domainPrefix: "abc",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "198.51.100.7", userAgent: "Mozilla/5.0" },
      requestId: "e1506fd5-9e7b-434f-bd42-4f8fa224b599",
      routeKey: "$default",
      stage: "$default",
      time: "01/Mar/2026:10:05:00 +0000",
      timeEpoch: 1772359500000,
    },
    isBase64Encoded: false,
  };
}

interface RequestParts {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The shipped function before two Regions, each with a table; `afterAll(() => vi.unstubAllEnvs())` is the caller's. */
export async function aShower(regions = region) {
  const env = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
    EVIDENCE_TABLE: "evidence",
    EVIDENCE_DAYS: "30",
    EVIDENCE_REGIONS: regions,
    EVIDENCE_LINK_SECRET: "links",
    PROFILE_PREFIX: "/validator",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const faults: FaultRule[] = [];
  const logged = captured();
  const secrets = simulatedSecrets();
  secrets.setSecret(region, "links", linkKeyText);
  const ssm = simulatedSsm();
  ssm.setParameter(otherRegion, "/validator/evidence-table", "other-evidence");
  const servers = { dynamodb: embeddedDynamodb(), secretsmanager: secrets.server, ssm: ssm.server };
  for (const name of ["evidence", "other-evidence"])
    await createEvidenceTable(new DynamoDBClient(embeddedClient(servers)), name);
  const network = embeddedNetwork({
    servers,
    latencyMilliseconds: 0,
    faults: faultPlan(faults, { elapsedSeconds: () => 0 }),
  });
  const clock = { ...aJumpingClock(at(300)), sleep: systemClock.sleep };
  const platform = localPlatform({ clock, transport: embeddedTransport(network), fetch, captured: logged });
  const handler = entry(definition, platform);
  const context = lambdaContext({ region, account, name: "show-evidence", request: 1, deadline: Date.now() + 30_000 });
  return {
    faults,
    secrets,
    calls: network.calls,
    logged: () => [...logged.logs, ...logged.metrics].join("\n"),
    store: (table = "evidence") => evidenceStore(openTable({ EVIDENCE_TABLE: table, EVIDENCE_DAYS: 30 }, platform)),
    ask: (path: string, parts?: RequestParts): Promise<FunctionUrlResponse> =>
      handler(aRequest(path, parts), context) as Promise<FunctionUrlResponse>,
  };
}
