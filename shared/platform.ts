import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import type { HttpHandlerUserInput } from "@smithy/core/protocols";
import type { Clock } from "./ports/clock.ts";
import { metricsNamespace } from "./schema/metric-names.ts";

/** How long one AWS call may take and how often it is tried; the SDK itself sets no time-out. */
export interface CallLimits {
  readonly attempts: number;
  readonly connectMilliseconds: number;
  readonly requestMilliseconds: number;
}

/** What a function stands on: in Lambda the machine itself, in a simulation the embedded AWS. Its logic and adapters are the same on both. */
export interface Platform {
  readonly clock: Clock;
  /** The transport under every AWS client. */
  readonly transport: (limits: CallLimits) => HttpHandlerUserInput;
  readonly fetch: typeof fetch;
  readonly logger: (functionName: string) => Logger;
  readonly metrics: (functionName: string) => Metrics;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** The machine that the process runs on: Lambda's, or that of whoever calls the command line. */
export const machinePlatform: Platform = {
  clock: systemClock,
  transport: ({ connectMilliseconds, requestMilliseconds }) => ({
    connectionTimeout: connectMilliseconds,
    requestTimeout: requestMilliseconds,
    throwOnRequestTimeout: true,
  }),
  fetch: (input, init) => fetch(input, init),
  logger: (functionName) => new Logger({ serviceName: functionName }),
  metrics: (functionName) => new Metrics({ namespace: metricsNamespace, serviceName: functionName }),
};
