import type { Context } from "aws-lambda";
import type { Json } from "../events/json.ts";
import type { FaultPlan } from "../server/faults.ts";
import { lambdaContext } from "./lambda-context.ts";
import { functionError, LambdaError, serviceFault } from "./lambda-error.ts";

export interface LambdaFunction {
  /** As the function declares it; a time-out is `Sandbox.Timedout`. */
  readonly timeoutSeconds: number;
  readonly handler: (event: unknown, context: Context) => unknown;
}

export interface LambdaUse {
  readonly invocations: number;
  readonly errors: number;
  /** Virtual milliseconds, all invocations together. */
  readonly milliseconds: number;
}

export interface Lambda {
  /** Invokes and waits; rejects with LambdaError. Payload and result go through JSON, as over the wire. */
  invoke(name: string, payload: unknown): Promise<Json>;
  /** By function name. */
  uses(): Readonly<Record<string, LambdaUse>>;
}

export interface LambdaOptions {
  readonly region: string;
  readonly account: string;
  readonly functions: Readonly<Record<string, LambdaFunction>>;
  /** Rules for the service `lambda`; the operation is the function's name. */
  readonly faults?: FaultPlan;
}

/** Payload and response of a synchronous invocation (Lambda quotas: 6 MB). */
const payloadBytes = 6 * 1024 * 1024;

/** AWS Lambda in this process. What it cannot do: stop the code of an invocation that timed out. */
export function createLambda({ region, account, functions, faults }: LambdaOptions): Lambda {
  const uses = new Map<string, LambdaUse>();
  let requests = 0;
  const count = (name: string, milliseconds: number, failed: boolean): void => {
    const before = uses.get(name) ?? { invocations: 0, errors: 0, milliseconds: 0 };
    uses.set(name, {
      invocations: before.invocations + 1,
      errors: before.errors + (failed ? 1 : 0),
      milliseconds: before.milliseconds + milliseconds,
    });
  };
  return {
    uses: () => Object.fromEntries(uses),
    async invoke(name, payload) {
      const target = functions[name];
      if (!target)
        throw new LambdaError(
          "Lambda.ResourceNotFoundException",
          `Function not found: arn:aws:lambda:${region}:${account}:function:${name}`,
        );
      const fault = faults?.strike({ service: "lambda", operation: name, region });
      if (fault) throw serviceFault(fault.fault);
      requests += 1;
      const start = Date.now();
      const context = lambdaContext({
        region,
        account,
        name,
        request: requests,
        deadline: start + target.timeoutSeconds * 1000,
      });
      let failed = true;
      try {
        const result = await limited(target, overTheWire(payload), context);
        const text = JSON.stringify(result ?? null);
        if (Buffer.byteLength(text) > payloadBytes)
          throw new LambdaError(
            "Function.ResponseSizeTooLarge",
            "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
          );
        failed = false;
        return JSON.parse(text) as Json;
      } catch (error) {
        throw functionError(error);
      } finally {
        count(name, Date.now() - start, failed);
      }
    },
  };
}

function overTheWire(payload: unknown): unknown {
  const text = JSON.stringify(payload ?? null);
  if (Buffer.byteLength(text) > payloadBytes)
    throw new LambdaError(
      "Lambda.RequestTooLargeException",
      "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    );
  return JSON.parse(text);
}

async function limited(
  { handler, timeoutSeconds }: LambdaFunction,
  event: unknown,
  context: Context,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new LambdaError(
          "Sandbox.Timedout",
          `RequestId: ${context.awsRequestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
        ),
      );
    }, timeoutSeconds * 1000);
  });
  try {
    return await Promise.race([(async () => handler(event, context))(), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
