import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { failureOf } from "../../cli/failure.ts";
import { call } from "../../shared/aws/call.ts";

/** What the adapters throw when AWS, or its SDK, throws this. */
async function thrown(name: string, message: string, action = "dynamodb:Query"): Promise<unknown> {
  const error = Object.assign(new Error(message), { name });
  return call(action, "evidence", () => Promise.reject(error)).catch((failure: unknown) => failure);
}

const denial = "User: arn:aws:sts::111122223333:assumed-role/dev/me is not authorized to perform: dynamodb:Query";

describe("trouble with AWS is told in one sentence", () => {
  it.each([
    [
      "CredentialsProviderError",
      "Could not load credentials from any providers",
      77,
      "No AWS credentials for dynamodb:Query on evidence: log in and name the profile (AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
    ],
    [
      "CredentialsProviderError",
      "The SSO session associated with this profile has expired or is otherwise invalid.",
      77,
      "The AWS credentials for dynamodb:Query on evidence have expired: log in again (aws sso login), or renew them.",
    ],
    [
      "CredentialsProviderError",
      "Could not resolve credentials using profile: [half].",
      77,
      "No usable AWS credentials for dynamodb:Query on evidence: Could not resolve credentials using profile: [half].",
    ],
    [
      "TokenProviderError",
      "Token is expired.\nTo refresh run aws sso login.",
      77,
      "The AWS credentials for dynamodb:Query on evidence have expired: log in again (aws sso login), or renew them.",
    ],
    [
      "ExpiredTokenException",
      "The security token included in the request is expired",
      77,
      "The AWS credentials for dynamodb:Query on evidence have expired: log in again (aws sso login), or renew them.",
    ],
    [
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
      77,
      "AWS does not accept the credentials for dynamodb:Query on evidence (UnrecognizedClientException): choose others (AWS_PROFILE), and check the clock of this machine.",
    ],
    [
      "InvalidIdentityTokenException",
      "Incorrect token audience",
      77,
      "AWS gives this job no role for dynamodb:Query on evidence (InvalidIdentityTokenException: Incorrect token audience): compare the token's issuer, audience and subject with the role's trust policy.",
    ],
    [
      "ExpiredTokenException",
      "Token expired: current date/time 1624482533 must be before the expiration date/time 1624482335",
      77,
      "The job's ID token had expired before AWS saw it for dynamodb:Query on evidence: it lives as long as the job's timeout; run the job again.",
    ],
    [
      "ValidationError",
      "Request ARN is invalid",
      77,
      "AWS gives this job no role for dynamodb:Query on evidence (ValidationError: Request ARN is invalid): check the role's ARN (AWS_ROLE_ARN).",
    ],
    [
      "AccessDenied",
      "Not authorized to perform sts:AssumeRoleWithWebIdentity",
      77,
      "AWS gives this job no role for dynamodb:Query on evidence (AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity): compare the token's issuer, audience and subject with the role's trust policy.",
    ],
    [
      "AccessDeniedException",
      `${denial}\nbecause`,
      77,
      `dynamodb:Query on evidence was denied (AccessDeniedException: ${denial} because). Allow your role this action, or choose other credentials (AWS_PROFILE).`,
    ],
    [
      "ResourceNotFoundException",
      "Requested resource not found",
      2,
      "There is no table evidence in this account and Region (dynamodb:Query found nothing): check --table and --region.",
    ],
    ["Error", "Region is missing", 2, "No usable AWS Region: give --region or set AWS_REGION."],
  ])("%s: %s", async (name, message, code, text) => {
    expect(failureOf(await thrown(name, message))).toEqual({ code, message: text });
  });

  it("names what is not there when it is no table", async () => {
    expect(failureOf(await thrown("QueueDoesNotExist", "no such queue", "sqs:GetQueueUrl"))).toEqual({
      code: 2,
      message:
        "sqs:GetQueueUrl on evidence found nothing (QueueDoesNotExist: no such queue). Is the name right, and the Region?",
    });
  });

  it("has no credentials where the file of the token is gone", async () => {
    // As the SDK's credential provider for web identity throws it.
    const read = () => Promise.resolve(readFileSync("/nowhere/token", { encoding: "ascii" }));
    const failure = await call("dynamodb:Query", "evidence", read).catch((error: unknown) => error);

    expect(failureOf(failure)).toEqual({
      code: 77,
      message:
        "No usable AWS credentials for dynamodb:Query on evidence: ENOENT: no such file or directory, open '/nowhere/token'.",
    });
  });

  it("also when the error came past the adapters", () => {
    const error = Object.assign(new Error("Could not load credentials from any providers"), {
      name: "CredentialsProviderError",
    });

    expect(failureOf(error)).toEqual({
      code: 77,
      message: expect.stringMatching(/^No AWS credentials for this call: /),
    });
  });

  it("leaves throttling and silence to the caller's patience", async () => {
    for (const name of ["ThrottlingException", "TimeoutError"]) {
      expect(failureOf(await thrown(name, "x"))).toMatchObject({ code: 75 });
    }
  });
});
