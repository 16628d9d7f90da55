import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { entry } from "../../../functions/entry.ts";
import { definition } from "../../../functions/show-evidence/handler.ts";
import { embeddedDynamodb } from "../../../local/dynamodb/embedded-dynamodb.ts";
import type { LambdaFunction } from "../../../local/lambda/lambda.ts";
import { lambdaContext } from "../../../local/lambda/lambda-context.ts";
import { captured, localPlatform } from "../../../local/platform.ts";
import { simulatedSecrets } from "../../../local/secrets/simulated-secrets.ts";
import { embeddedNetwork } from "../../../local/server/network.ts";
import { embeddedTransport } from "../../../local/server/transport.ts";
import { createEvidenceTable } from "../../../local/world/evidence-table.ts";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { openTable } from "../../../shared/aws/open-table.ts";
import { linkId } from "../../../shared/links/link-id.ts";
import type { FunctionUrlResponse } from "../../../shared/schema/function-url.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { account, at, region } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";

const key = { key: "a key of more than 32 characters, as it should be", audience: "evidence" };
const id = (releaseId = "v2.3.1", over: Partial<typeof key> = {}, expiresAt = at(3600)): string =>
  linkId({ ...key, ...over }, { releaseId, expiresAt });

const clock = aJumpingClock(at(300));
const logged = captured();
let handler: LambdaFunction["handler"];
let called: () => Readonly<Record<string, number>>;

/** A request as AWS documents it for function URLs, with everything that comes along. */
function aRequest(rawPath: string, over: { method?: string; headers?: Record<string, string> } = {}) {
  const { method = "GET", headers = {} } = over;
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

function ask(rawPath: string, over: Parameters<typeof aRequest>[1] = {}): Promise<FunctionUrlResponse> {
  const deadline = Date.now() + 20_000;
  return handler(
    aRequest(rawPath, over),
    lambdaContext({ region, account, name: "show-evidence", request: 1, deadline }),
  ) as Promise<FunctionUrlResponse>;
}

beforeAll(async () => {
  const env = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: "simulated",
    AWS_SECRET_ACCESS_KEY: "simulated",
    EVIDENCE_TABLE: "evidence",
    EVIDENCE_DAYS: "30",
    EVIDENCE_LINK_SECRET: "links",
  };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const secrets = simulatedSecrets();
  secrets.setSecret(region, "links", key.key);
  const servers = { dynamodb: embeddedDynamodb(), secretsmanager: secrets.server };
  await createEvidenceTable(new DynamoDBClient(embeddedClient(servers)), "evidence");
  const own = embeddedNetwork({ servers, latencyMilliseconds: 0 });
  const platform = localPlatform({ clock, transport: embeddedTransport(own), fetch, captured: logged });
  const store = evidenceStore(openTable({ EVIDENCE_TABLE: "evidence", EVIDENCE_DAYS: 30 }, platform));
  await store.open(aRecord());
  await store.saveFindings(aRecord().key, [aFinding({ reason: "<script>alert(1)</script>" })]);
  await store.conclude(aRecord().key, aVerdict());
  handler = entry(definition, platform);
  called = own.calls;
});
afterAll(() => vi.unstubAllEnvs());

describe("a link that opens nothing", () => {
  const bad: readonly (readonly [string, () => string])[] = [
    ["forged", () => `/v/${id().replace("v2.3.1", "v2.3.2")}`],
    ["expired", () => `/v/${id("v2.3.1", {}, at(299))}`],
    ["of another key", () => `/v/${id("v2.3.1", { key: "another key of more than 32 characters" })}`],
    ["of another table", () => `/v/${id("v2.3.1", { audience: "other" })}`],
    ["malformed", () => "/v/x"],
    ["badly encoded", () => "/v/%E0%A4%A"],
    ["of another path", () => `/w/${id()}`],
    ["the root", () => "/"],
  ];

  it.each(bad)("is answered by the same 404 without detail, and without a look into the table: %s", async (_, path) => {
    const before = called()["dynamodb:Query"];
    const answer = await ask(path());

    expect(answer).toEqual(await ask("/favicon.ico"));
    expect(answer).toMatchObject({ statusCode: 404, body: "Not found.\n", isBase64Encoded: false });
    expect(called()["dynamodb:Query"]).toBe(before);
  });

  it("looks like one to a release that is not known (any more)", async () => {
    expect(await ask(`/v/${id("v9.9.9")}`)).toEqual(await ask("/v/x"));
  });

  it("is also one that is posted to", async () => {
    expect(await ask(`/v/${id()}`, { method: "POST" })).toEqual(await ask("/v/x"));
  });
});

describe("a link that opens a release", () => {
  it("shows its page, which the browser may neither run, frame, leak nor keep", async () => {
    const { statusCode, headers, body } = await ask(`/v/${id()}`);

    expect(statusCode).toBe(200);
    expect(called()["dynamodb:Query"]).toBeGreaterThan(0);
    expect(body).toContain("<title>v2.3.1: passed</title>");
    expect(body).not.toContain("<script>");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; .*frame-ancestors 'none'$/,
      ),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "private, no-cache",
    });
    expect(headers["content-security-policy"]).not.toMatch(/unsafe|https?:|\*/);
  });

  it("also when a client has percent-encoded it, and until the second of its expiry", async () => {
    expect((await ask(`/v/${encodeURIComponent(id("v2.3.1", {}, at(301)))}`)).statusCode).toBe(200);
  });

  it("answers HEAD without a body", async () => {
    expect(await ask(`/v/${id()}`, { method: "HEAD" })).toMatchObject({ statusCode: 200, body: "" });
  });
});

it("neither the key nor a link is ever logged", () => {
  const text = [...logged.logs, ...logged.metrics].join("\n");

  expect(text).not.toContain(key.key);
  expect(text).not.toContain(id());
});
