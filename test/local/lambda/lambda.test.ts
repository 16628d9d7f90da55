import type { Context } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import { asyncInvocation } from "../../../local/lambda/async-invocation.ts";
import { createLambda, type LambdaFunction } from "../../../local/lambda/lambda.ts";
import { type FaultRule, faultPlan } from "../../../local/server/faults.ts";

let time: VirtualClock;
beforeEach(() => {
  time = startVirtualClock({ start: new Date("2026-03-01T10:00:00.000Z") });
});
afterEach(() => time.stop());

const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function aLambda(handler: LambdaFunction["handler"], rules: readonly FaultRule[] = []) {
  const faults = faultPlan(rules, { elapsedSeconds: () => time.elapsedSeconds() });
  return createLambda({
    region: "us-west-2",
    account: "111122223333",
    functions: { f: { timeoutSeconds: 3, handler } },
    faults,
  });
}

/** Settles a call while virtual time passes. */
async function outcome(call: Promise<unknown>): Promise<unknown> {
  let result: unknown;
  let isDone = false;
  call
    .then(
      (value) => {
        result = value;
      },
      (error: unknown) => {
        result = error;
      },
    )
    .finally(() => {
      isDone = true;
    });
  await time.run(() => isDone, 1000);
  return result;
}

describe("an invocation fails", () => {
  it("as Sandbox.Timedout when the function takes longer than its time-out", async () => {
    const error = await outcome(aLambda(() => sleep(10)).invoke("f", {}));
    expect(error).toMatchObject({ name: "Sandbox.Timedout" });
    expect(JSON.parse((error as Error).message)).toMatchObject({
      errorMessage: expect.stringContaining("Task timed out after 3.00 seconds"),
    });
    expect(time.elapsedSeconds()).toBe(3);
  });

  it("under the error's own name, with its message and stack as JSON", async () => {
    const error = await outcome(
      aLambda(() => Promise.reject(Object.assign(new Error("no table"), { name: "NotFound" }))).invoke("f", {}),
    );
    expect(error).toMatchObject({ name: "NotFound" });
    expect(JSON.parse((error as Error).message)).toMatchObject({
      errorType: "NotFound",
      errorMessage: "no table",
      trace: expect.arrayContaining([expect.stringContaining("no table")]),
    });
  });

  it("when the response is larger than 6 MB", async () => {
    expect(await outcome(aLambda(() => "x".repeat(6_291_457)).invoke("f", {}))).toMatchObject({
      name: "Function.ResponseSizeTooLarge",
    });
  });

  it("when the function does not exist", async () => {
    expect(await outcome(aLambda(() => 1).invoke("g", {}))).toMatchObject({ name: "Lambda.ResourceNotFoundException" });
  });

  it.each([
    ["throttled", "Lambda.TooManyRequestsException"],
    ["internal", "Lambda.ServiceException"],
    ["reset", "Lambda.SdkClientException"],
  ] as const)("by a fault of the service: %s is %s", async (fault, name) => {
    expect(
      await outcome(aLambda(() => 1, [{ service: "lambda", operation: "f", fault }]).invoke("f", {})),
    ).toMatchObject({ name });
  });
});

describe("an invocation", () => {
  it("goes through JSON both ways", async () => {
    const seen: unknown[] = [];
    const lambda = aLambda((event) => seen.push(event) && { at: new Date(0), gone: undefined });
    expect(await outcome(lambda.invoke("f", { at: new Date(0), gone: undefined }))).toEqual({
      at: "1970-01-01T00:00:00.000Z",
    });
    expect(seen).toEqual([{ at: "1970-01-01T00:00:00.000Z" }]);
    expect(await outcome(aLambda(() => undefined).invoke("f", {}))).toBeNull();
  });

  it("sees its remaining time go by, and is counted with its virtual time", async () => {
    const left: number[] = [];
    const lambda = aLambda(async (_, context: Context) => {
      left.push(context.getRemainingTimeInMillis());
      await sleep(2);
      left.push(context.getRemainingTimeInMillis());
    });
    await outcome(lambda.invoke("f", {}));
    expect(left).toEqual([3000, 1000]);
    expect(lambda.uses()).toEqual({ f: { invocations: 1, errors: 0, milliseconds: 2000 } });
  });
});

describe("an asynchronous invocation", () => {
  it("is tried three times, after one minute and two, and then given up", async () => {
    const at: number[] = [];
    const lambda = aLambda(() => {
      at.push(time.elapsedSeconds());
      throw new Error("no");
    });
    const receiver = asyncInvocation(lambda, "f");
    await receiver.accept({ id: 1 });
    await time.run(() => receiver.pending() === 0, 1000);
    expect(at).toEqual([0, 60, 180]);
    expect(receiver.failures).toEqual([{ function: "f", payload: { id: 1 }, error: "Error" }]);
  });
});
