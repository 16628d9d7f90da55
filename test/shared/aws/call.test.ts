import { describe, expect, it } from "vitest";
import { call } from "../../../shared/aws/call.ts";
import { ValidatorError } from "../../../shared/errors.ts";

/** An error as the SDK throws it. */
function anAwsError(name: string, over: object = {}): Error {
  return Object.assign(new Error("what AWS said"), { name, $metadata: { httpStatusCode: 400 }, ...over });
}

function translated(cause: unknown): Promise<unknown> {
  return call("ecs:DescribeServices", "the service", () => Promise.reject(cause)).catch((error: unknown) => error);
}

describe("a ValidationError", () => {
  it.each([
    ["elasticloadbalancing:DescribeTargetHealth", "DependencyRefused"],
    ["cloudwatch:GetMetricData", "DependencyRefused"],
    ["dynamodb:Query", "AccessDenied"],
  ])("of %s is %s: only of the others it comes from STS", async (action, name) => {
    const refused = call(action, "it", () => Promise.reject(anAwsError("ValidationError")));
    await expect(refused).rejects.toMatchObject({ name });
  });
});

describe("an error of AWS becomes", () => {
  it.each([
    { cause: anAwsError("AccessDeniedException"), name: "AccessDenied", said: "was denied" },
    { cause: anAwsError("UnrecognizedClientException"), name: "AccessDenied", said: "was denied" },
    { cause: anAwsError("ExpiredTokenException"), name: "AccessDenied", said: "was denied" },
    {
      cause: anAwsError("CredentialsProviderError", { $metadata: undefined }),
      name: "AccessDenied",
      said: "was denied",
    },
    { cause: anAwsError("ThrottlingException"), name: "DependencyThrottled", said: "was throttled" },
    { cause: anAwsError("LimitExceededException"), name: "DependencyThrottled", said: "was throttled" },
    {
      cause: anAwsError("SomethingNew", { $retryable: { throttling: true } }),
      name: "DependencyThrottled",
      said: "was throttled",
    },
    {
      cause: anAwsError("SomethingNew", { $metadata: { httpStatusCode: 429 } }),
      name: "DependencyThrottled",
      said: "was throttled",
    },
    { cause: anAwsError("ResourceNotFoundException"), name: "NotFound", said: "found nothing" },
    { cause: anAwsError("ClusterNotFoundException"), name: "NotFound", said: "found nothing" },
    { cause: anAwsError("ParameterNotFound"), name: "NotFound", said: "found nothing" },
    {
      cause: anAwsError("ServerException", { $metadata: { httpStatusCode: 500 } }),
      name: "DependencyUnavailable",
      said: "got no answer",
    },
    {
      cause: anAwsError("ServiceUnavailableException", { $metadata: { httpStatusCode: 503 } }),
      name: "DependencyUnavailable",
      said: "got no answer",
    },
    {
      cause: anAwsError("TimeoutError", { $metadata: undefined }),
      name: "DependencyUnavailable",
      said: "got no answer",
    },
    {
      cause: anAwsError("Error", { code: "ECONNRESET", $metadata: undefined }),
      name: "DependencyUnavailable",
      said: "got no answer",
    },
    {
      cause: anAwsError("SyntaxError", { $metadata: { httpStatusCode: 200 } }),
      name: "DependencyUnavailable",
      said: "got no answer",
    },
    { cause: anAwsError("InvalidParameterException"), name: "DependencyRefused", said: "was refused" },
    { cause: anAwsError("MalformedQueryException"), name: "DependencyRefused", said: "was refused" },
    { cause: anAwsError("TypeError", { $metadata: undefined }), name: "DependencyRefused", said: "was refused" },
  ])("$name: $cause.name", async ({ cause, name, said }) => {
    const error = await translated(cause);

    expect(error).toBeInstanceOf(ValidatorError);
    expect(error).toMatchObject({
      name,
      message: `ecs:DescribeServices on the service ${said} (${cause.name}: what AWS said)`,
      cause,
    });
  });

  it("unavailable when it is no error at all", async () => {
    expect(await translated("nothing")).toMatchObject({
      name: "DependencyUnavailable",
      message: "ecs:DescribeServices on the service failed without an error",
    });
  });

  it("short: AWS repeats whole requests", async () => {
    const error = await translated(Object.assign(anAwsError("ValidationException"), { message: "x".repeat(5000) }));

    expect((error as Error).message.length).toBeLessThan(400);
    expect((error as Error).message).toMatch(/x…\)$/);
  });
});

describe("an answer of AWS", () => {
  it("is handed on", async () => {
    expect(await call("ecs:DescribeServices", "the service", async () => 5)).toBe(5);
  });
});
