import type { Context } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { defineFunction, entry } from "../../functions/entry.ts";
import { createLambda, type LambdaFunction } from "../../local/lambda/lambda.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { call } from "../../shared/aws/call.ts";
import { ValidatorError } from "../../shared/errors.ts";
import { machinePlatform } from "../../shared/platform.ts";
import { aJumpingClock } from "../builders/gitlab-bench.ts";

const secret = "hunter2-hunter2";
const input = z.object({ count: z.number(), list: z.array(z.object({ name: z.string() })) });
const env = z.object({ TEST_ENTRY_TABLE: z.string().check(z.minLength(1)) });
const good = { count: 1, list: [] };

beforeEach(() => {
  process.env["TEST_ENTRY_TABLE"] = "evidence";
});
afterEach(() => {
  delete process.env["TEST_ENTRY_TABLE"];
});

/** The function behind the pipeline, what it logged and counted, and how often it was built. */
function aFunction(run: (input: { count: number }, table: string) => Promise<unknown> = async (given) => given) {
  const written = captured();
  const transport = machinePlatform.transport;
  const platform = localPlatform({ clock: aJumpingClock(), transport, fetch, captured: written });
  let built = 0;
  const definition = defineFunction({
    name: "test-entry",
    input,
    env,
    build: ({ TEST_ENTRY_TABLE }) => {
      built++;
      return (given) => run(given, TEST_ENTRY_TABLE);
    },
  });
  const handler: LambdaFunction["handler"] = entry(definition, platform);
  const context = { functionName: "test-entry", awsRequestId: "1", getRemainingTimeInMillis: () => 60_000 } as Context;
  return {
    written,
    built: () => built,
    invoke: async (event: unknown) => handler(event, context),
  };
}

describe("a wrong input", () => {
  it.each([
    { event: { ...good, count: "one" }, path: "count: must be a number, not a text" },
    { event: { count: 1, list: [{ name: 5 }] }, path: "list[0].name: must be a text, not a number" },
    { event: "text", path: "(whole): must be a mapping (count, list), not a text" },
  ])("is named with its path: $path", async ({ event, path }) => {
    const { invoke, built, written } = aFunction();

    await expect(invoke(event)).rejects.toMatchObject({
      name: "InvalidInput",
      message: `The input of test-entry has the wrong shape: ${path}`,
    });
    expect(built()).toBe(0);
    expect(written.metrics.join()).toContain('"ErrorInvalidInput":1');
  });

  it("is not repeated: it may hold a secret", async () => {
    const { invoke, written } = aFunction();
    await expect(invoke({ count: secret, list: [{ name: "x", token: secret }], [secret]: 1 })).rejects.toMatchObject({
      message: expect.not.stringContaining(secret),
    });

    expect([...written.logs, ...written.metrics].join("\n")).not.toContain(secret);
  });
});

describe("a wrong environment", () => {
  it("is named with the variable, and looked at again by the next call", async () => {
    const { invoke, built, written } = aFunction();
    process.env["TEST_ENTRY_TABLE"] = "";
    await expect(invoke(good)).rejects.toMatchObject({
      name: "InvalidEnvironment",
      message: expect.stringContaining("TEST_ENTRY_TABLE: "),
    });
    process.env["TEST_ENTRY_TABLE"] = "evidence";

    expect(await invoke(good)).toEqual(good);
    expect(built()).toBe(1);
    expect(written.metrics.join()).toContain('"ErrorInvalidEnvironment":1');
  });
});

describe("an error of the logic", () => {
  it("keeps its name, is counted and logged", async () => {
    const { invoke, written } = aFunction(() =>
      Promise.reject(new ValidatorError("NotFound", "No record of ecs-svc/1.")),
    );
    await expect(invoke(good)).rejects.toMatchObject({ name: "NotFound" });

    expect(written.metrics.join()).toContain('"ErrorNotFound":1');
    expect(JSON.parse(written.logs[0] ?? "")).toMatchObject({
      level: "ERROR",
      service: "test-entry",
      error: { name: "NotFound", message: "No record of ecs-svc/1." },
    });
  });

  it("is logged without what AWS was asked or answered", async () => {
    const cause = Object.assign(new Error("denied"), {
      name: "AccessDeniedException",
      $metadata: {},
      $response: { body: secret },
      request: { token: secret },
    });
    const { invoke, written } = aFunction(() => call("ssm:GetParameter", "/x", () => Promise.reject(cause)));
    await expect(invoke(good)).rejects.toMatchObject({ name: "AccessDenied" });

    expect(written.logs.join("\n")).toContain("ssm:GetParameter on /x was denied");
    expect(written.logs.join("\n")).not.toContain(secret);
  });

  it("that is no error at all is counted and thrown on", async () => {
    const { invoke, written } = aFunction(() => Promise.reject("nothing"));
    await expect(invoke(good)).rejects.toBeDefined();

    expect(written.metrics.join()).toContain('"ErrorUnknown":1');
  });
});

describe("a function", () => {
  it("is built once, with its environment, and given what its schema lets through", async () => {
    const { invoke, built } = aFunction(async (given, table) => ({ given, table }));

    expect(await invoke({ ...good, more: 1 })).toEqual({ given: good, table: "evidence" });
    await invoke(good);
    expect(built()).toBe(1);
  });

  it("logs nothing of what it was given when all is well", async () => {
    const { invoke, written } = aFunction();
    await invoke({ count: 1, list: [{ name: secret }] });

    expect([...written.logs, ...written.metrics].join("\n")).not.toContain(secret);
  });

  it("fails in the workflow under the name that Retry and Catch match", async () => {
    const { invoke } = aFunction(() => Promise.reject(new ValidatorError("DependencyThrottled", "slow")));
    const functions = { "test-entry": { timeoutSeconds: 60, handler: invoke } };
    const lambda = createLambda({ region: "ap-southeast-2", account: "111122223333", functions });

    await expect(lambda.invoke("test-entry", good)).rejects.toMatchObject({ name: "DependencyThrottled" });
  });
});
