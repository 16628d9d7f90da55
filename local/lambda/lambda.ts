import type { Context } from "aws-lambda";
import type { Json } from "../events/json.ts";
import type { FaultPlan } from "../server/faults.ts";
import { lambdaContext } from "./lambda-context.ts";
import { functionError, LambdaError, serviceFault } from "./lambda-error.ts";
import { type LambdaUse, lambdaUses } from "./lambda-uses.ts";

export interface LambdaFunction {
  /** As the function declares it; a time-out is `Sandbox.Timedout`. */
  readonly timeoutSeconds: number;
  readonly handler: (event: unknown, context: Context) => unknown;
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
  const uses = lambdaUses();
  let requests = 0;
  return {
    uses: uses.all,
    async invoke(name, payload) {
      const target = functions[name];
      if (!target) throw notFound(`arn:aws:lambda:${region}:${account}:function:${name}`);
      const fault = faults?.strike({ service: "lambda", operation: name, region });
      if (fault) throw serviceFault(fault.fault);
      requests += 1;
      const start = Date.now();
      const deadline = start + target.timeoutSeconds * 1000;
      const context = lambdaContext({ region, account, name, request: requests, deadline });
      let failed = true;
      try {
        const answer = response(await limited(target, received(payload), context));
        failed = false;
        return answer;
      } catch (error) {
        throw functionError(error);
      } finally {
        uses.count(name, Date.now() - start, failed);
      }
    },
  };
}

function notFound(arn: string): LambdaError {
  return new LambdaError("Lambda.ResourceNotFoundException", `Function not found: ${arn}`);
}

/** What the function sees of a payload. */
function received(payload: unknown): unknown {
  const text = JSON.stringify(payload ?? null);
  if (Buffer.byteLength(text) <= payloadBytes) return JSON.parse(text);
  const limit = "Request must be smaller than 6291456 bytes for the InvokeFunction operation";
  throw new LambdaError("Lambda.RequestTooLargeException", limit);
}

/** What the caller sees of a result. */
function response(result: unknown): Json {
  const text = JSON.stringify(result ?? null);
  if (Buffer.byteLength(text) <= payloadBytes) return JSON.parse(text) as Json;
  const limit = "Response payload size exceeded maximum allowed payload size (6291556 bytes).";
  throw new LambdaError("Function.ResponseSizeTooLarge", limit);
}

async function limited(
  { handler, timeoutSeconds }: LambdaFunction,
  event: unknown,
  context: Context,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const text = `RequestId: ${context.awsRequestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LambdaError("Sandbox.Timedout", text)), timeoutSeconds * 1000);
  });
  try {
    return await Promise.race([(async () => handler(event, context))(), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
