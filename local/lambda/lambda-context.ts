import type { Context } from "aws-lambda";

/** The context object of one invocation; the remaining time runs on the global clock, which a simulation replaces. */
export function lambdaContext(of: {
  region: string;
  account: string;
  name: string;
  request: number;
  deadline: number;
}): Context {
  const ended = (): never => {
    throw new Error("The Node.js 24 runtime has no callbacks.");
  };
  return {
    awsRequestId: `00000000-0000-4000-9000-${String(of.request).padStart(12, "0")}`,
    functionName: of.name,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${of.region}:${of.account}:function:${of.name}`,
    memoryLimitInMB: "256",
    logGroupName: `/aws/lambda/${of.name}`,
    logStreamName: `simulated/[$LATEST]${of.request}`,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, of.deadline - Date.now()),
    done: ended,
    fail: ended,
    succeed: ended,
  };
}
