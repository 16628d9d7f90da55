import type { Lambda } from "../../local/lambda/lambda.ts";
import { LambdaError } from "../../local/lambda/lambda-error.ts";

/** Concurrent executions of an account and Region by default (Lambda quotas). */
const concurrentExecutions = 1000;

/** Lambda with the account's limit of concurrent executions, and a note of how near it came. */
export function concurrency(lambda: Lambda) {
  let running = 0;
  let peak = 0;
  let refused = 0;
  return {
    use: () => ({ peak, refused }),
    lambda: {
      ...lambda,
      async invoke(name: string, payload: unknown) {
        if (running >= concurrentExecutions) {
          refused += 1;
          throw new LambdaError("Lambda.TooManyRequestsException", "Rate Exceeded.");
        }
        running += 1;
        peak = Math.max(peak, running);
        try {
          return await lambda.invoke(name, payload);
        } finally {
          running -= 1;
        }
      },
    } satisfies Lambda,
  };
}
