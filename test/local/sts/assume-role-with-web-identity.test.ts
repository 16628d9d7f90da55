import { AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeEach, describe, expect, it } from "vitest";
import { type IdTokens, idTokens } from "../../../local/gitlab/id-tokens.ts";
import { simulatedSts } from "../../../local/sts/simulated-sts.ts";
import { account, aJobToken, aTrustingAccount, gitlab, now, pipelineRole } from "../../builders/a-job-token.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

let tokens: IdTokens;
let sts: STSClient;
let config: ReturnType<typeof embeddedClient>;

beforeEach(() => {
  const world = aTrustingAccount();
  tokens = world.tokens;
  config = embeddedClient({ sts: simulatedSts(account, { ...world, now: () => now }) });
  // Without credentials: the call is how they are got.
  const { credentials: _, ...unsigned } = config;
  sts = new STSClient(unsigned);
});

function assume(token: string, over: { readonly RoleArn?: string; readonly RoleSessionName?: string } = {}) {
  const input = { RoleArn: pipelineRole, RoleSessionName: "gitlab-job-4711", WebIdentityToken: token };
  return sts.send(new AssumeRoleWithWebIdentityCommand({ ...input, ...over }));
}

describe("a job that asks for a role", () => {
  it.each([
    [
      "has expired",
      { at: new Date(now.getTime() - 3_600_000) },
      "ExpiredTokenException",
      /^Token expired: current date\/time \d+ must be before/,
    ],
    [
      "is for another audience",
      { audience: "https://vault.example.com" },
      "InvalidIdentityTokenException",
      /^Incorrect token audience$/,
    ],
    [
      "is of a branch that the role does not trust",
      { ref: "main", refType: "branch" },
      "AccessDenied",
      /^Not authorized to perform sts:AssumeRoleWithWebIdentity$/,
    ],
    ["is of another project", { project: "fleet/other" }, "AccessDenied", /^Not authorized to perform/],
  ] as const)("gets none when its token %s", async (_, over, name, message) => {
    await expect(assume(aJobToken(tokens, over))).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it("gets none for a token that another key has signed, an unknown issuer's, or none at all", async () => {
    const forged = aJobToken(idTokens(gitlab));
    const foreign = aJobToken(idTokens("https://gitlab.attacker.example"));

    for (const token of [forged, foreign, "no.jwt", "eyJhbGciOiJub25lIn0.e30."])
      await expect(assume(token)).rejects.toMatchObject({ name: "InvalidIdentityTokenException" });
  });

  it("gets none for claims that were changed under the signature", async () => {
    const [head, , tail] = aJobToken(tokens, { ref: "main", refType: "branch" }).split(".");
    const [, body] = aJobToken(tokens).split(".");

    await expect(assume([head, body, tail].join("."))).rejects.toMatchObject({
      message: expect.stringMatching(/signature/),
    });
  });

  it("gets none when its request has the wrong form, or names a role that is not there", async () => {
    const token = aJobToken(tokens);

    await expect(assume(token, { RoleArn: "rollout-evidence-of-pipelines" })).rejects.toMatchObject({
      name: "ValidationError",
      message: "Request ARN is invalid",
    });
    await expect(assume(token, { RoleSessionName: "job 4711" })).rejects.toMatchObject({ name: "ValidationError" });
    await expect(assume(token, { RoleArn: `arn:aws:iam::${account}:role/none` })).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("gets none, and its token is not repeated, when the token is longer than STS takes", async () => {
    const refusal = assume("a".repeat(20_001)).catch(String);

    expect(await refusal).toMatch(/webIdentityToken.*20000/);
    expect(await refusal).not.toContain("aaaa");
  });

  it("is told that the identity provider cannot be reached", async () => {
    const { tokens: own, iam } = aTrustingAccount();
    const fetch = () => Promise.reject(new TypeError("fetch failed"));
    const { credentials: _, ...unsigned } = embeddedClient({
      sts: simulatedSts(account, { iam, fetch, now: () => now }),
    });
    sts = new STSClient(unsigned);

    await expect(assume(aJobToken(own))).rejects.toMatchObject({ name: "IDPCommunicationErrorException" });
  });

  it("gets temporary credentials that stand for the role", async () => {
    const { Credentials, AssumedRoleUser, SubjectFromWebIdentityToken } = await assume(aJobToken(tokens));

    const arn = `arn:aws:sts::${account}:assumed-role/rollout-evidence/gitlab-job-4711`;
    expect(AssumedRoleUser?.Arn).toBe(arn);
    expect(SubjectFromWebIdentityToken).toBe("project_path:fleet/bf-manage-core:ref_type:tag:ref:v2.3.1");
    expect(Credentials?.Expiration).toEqual(new Date("2026-11-21T10:00:00Z"));
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = Credentials ?? {};
    const session = new STSClient({ ...config, credentials: { accessKeyId, secretAccessKey } });
    expect(await session.send(new GetCallerIdentityCommand())).toMatchObject({ Arn: arn });
  });

  it("is trusted by no account that knows no identity provider", async () => {
    const { credentials: _, ...unsigned } = embeddedClient({ sts: simulatedSts(account) });
    sts = new STSClient(unsigned);

    await expect(assume(aJobToken(tokens))).rejects.toMatchObject({
      message: `No OpenIDConnect provider found in your account for ${gitlab}`,
    });
  });
});
