import type { FaultKind } from "../server/faults.ts";

/** A failed invocation as Step Functions sees it: `name` is the state's Error, `message` its Cause. */
export class LambdaError extends Error {
  override readonly name: string;

  constructor(errorType: string, errorMessage: string, trace?: readonly string[]) {
    super(JSON.stringify({ errorType, errorMessage, ...(trace ? { trace } : {}) }));
    this.name = errorType;
  }
}

/** What Lambda makes of an error that a handler throws: its name, its message and its stack, as JSON text. */
export function functionError(error: unknown): LambdaError {
  if (error instanceof LambdaError) return error;
  if (!(error instanceof Error)) return new LambdaError("Error", String(error), []);
  const trace = (error.stack ?? "").split("\n").slice(0, 10);
  return new LambdaError(error.name, error.message, trace);
}

/** Trouble of the Lambda service itself, by the names that Step Functions gives it. */
export function serviceFault(fault: FaultKind): LambdaError {
  switch (fault) {
    case "throttled":
      return new LambdaError("Lambda.TooManyRequestsException", "Rate Exceeded.");
    case "unavailable":
    case "internal":
      return new LambdaError("Lambda.ServiceException", "The service is currently unavailable.");
    case "denied":
      return new LambdaError("Lambda.AWSLambdaException", "User is not authorized to perform: lambda:InvokeFunction");
    default:
      return new LambdaError("Lambda.SdkClientException", "Unable to execute HTTP request.");
  }
}
