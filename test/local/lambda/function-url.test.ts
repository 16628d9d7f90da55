import { describe, expect, it } from "vitest";
import { functionUrl } from "../../../local/lambda/function-url.ts";
import { createLambda, type LambdaFunction } from "../../../local/lambda/lambda.ts";
import { faultPlan } from "../../../local/server/faults.ts";

const address = "https://abc.lambda-url.eu-west-1.on.aws/v/a%20b?c=d";

function ask(handler: LambdaFunction["handler"], isThrottled = false): Promise<Response> {
  const faults = faultPlan(isThrottled ? [{ service: "lambda", fault: "throttled" }] : [], { elapsedSeconds: () => 0 });
  const functions = { shown: { timeoutSeconds: 3, handler } };
  const lambda = createLambda({ region: "eu-west-1", account: "123456789012", functions, faults });
  return functionUrl(lambda, "shown")(new Request(address, { headers: { "Accept-Encoding": "gzip" } }));
}

describe("a function's URL answers", () => {
  it.each([
    ["throws", () => Promise.reject(new Error("a secret"))],
    ["returns no response", () => ({ body: "text" })],
    ["returns more than 6 MB", () => ({ statusCode: 200, headers: {}, body: "x".repeat(6_300_000) })],
  ])("502 without a word of why when the function %s", async (_, handler) => {
    const answer = await ask(handler);

    expect([answer.status, await answer.json()]).toEqual([502, { Message: "Internal Server Error" }]);
  });

  it("429 when no concurrency is left", async () => {
    expect((await ask(() => ({}), true)).status).toBe(429);
  });

  it("what the function returns, with binary bodies decoded", async () => {
    const body = Buffer.from("text").toString("base64");
    const answer = await ask(() => ({ statusCode: 201, headers: { "x-a": "b" }, body, isBase64Encoded: true }));

    expect([answer.status, answer.headers.get("x-a"), await answer.text()]).toEqual([201, "b", "text"]);
  });

  it("a request in payload format 2.0", async () => {
    let seen: unknown;
    await ask((event) => {
      seen = event;
      return { statusCode: 204, headers: {}, body: "" };
    });

    expect(seen).toMatchObject({
      version: "2.0",
      rawPath: "/v/a%20b",
      rawQueryString: "c=d",
      headers: { host: "abc.lambda-url.eu-west-1.on.aws", "accept-encoding": "gzip" },
      requestContext: { http: { method: "GET" } },
    });
  });
});
