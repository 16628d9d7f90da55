import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import { MetricUnit } from "@aws-lambda-powertools/metrics";
import { logMetrics } from "@aws-lambda-powertools/metrics/middleware";
import middy, { type MiddyfiedHandler } from "@middy/core";
import type * as z from "zod/mini";
import { ValidatorError } from "../shared/errors.ts";
import { machinePlatform, type Platform } from "../shared/platform.ts";
import { errorMetric } from "../shared/schema/metric-names.ts";
import { parseShape } from "../shared/schema/problems.ts";

/** What makes one function: its shapes, its environment, and how its logic is put together. */
export interface FunctionDefinition<Input extends z.ZodMiniType, Env extends z.ZodMiniObject, Output> {
  /** The function's folder name. */
  readonly name: string;
  readonly input: Input;
  readonly env: Env;
  /** Runs once per container, on the first call: importing the file has no effect. */
  readonly build: (env: z.infer<Env>, platform: Platform) => (input: z.infer<Input>) => Promise<Output>;
}

/** Keeps the types of a definition together; changes nothing. */
export function defineFunction<Input extends z.ZodMiniType, Env extends z.ZodMiniObject, Output>(
  definition: FunctionDefinition<Input, Env, Output>,
): FunctionDefinition<Input, Env, Output> {
  return definition;
}

/** The one pipeline of every Lambda: logger and metrics, parse the input, build once, run, name the error. */
export function entry<Input extends z.ZodMiniType, Env extends z.ZodMiniObject, Output>(
  definition: FunctionDefinition<Input, Env, Output>,
  platform: Platform = machinePlatform,
): MiddyfiedHandler<unknown, Output> {
  const logger = platform.logger(definition.name);
  const metrics = platform.metrics(definition.name);
  let run: ((input: z.infer<Input>) => Promise<Output>) | undefined;
  return middy<unknown, Output>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logMetrics(metrics))
    .onError(({ error }) => {
      const told = bare(error);
      metrics.addMetric(errorMetric(told.name), MetricUnit.Count, 1);
      logger.error("The function failed.", told);
    })
    .handler(async (event) => {
      const input = parse(definition.input, event, "InvalidInput", `The input of ${definition.name}`);
      run ??= definition.build(
        parse(definition.env, process.env, "InvalidEnvironment", `The environment of ${definition.name}`),
        // Metrics of another name have other dimensions: whoever asks for them publishes them.
        {
          ...platform,
          logger: () => logger,
          metrics: (name) => (name === definition.name ? metrics : platform.metrics(name)),
        },
      );
      return run(input);
    });
}

/** The error and its causes with nothing but their own words: those of an SDK carry requests and answers, which may hold secrets. */
function bare(error: unknown): Error {
  if (!(error instanceof Error)) return Object.assign(new Error(String(error)), { name: "Unknown" });
  const told = new Error(error.message, error.cause === undefined ? undefined : { cause: bare(error.cause) });
  told.name = error.name;
  if (error.stack !== undefined) told.stack = error.stack;
  return told;
}

function parse<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  error: "InvalidInput" | "InvalidEnvironment",
  what: string,
): z.infer<Schema> {
  const parsed = parseShape(schema, value);
  if (parsed.problems === undefined) return parsed.data;
  throw new ValidatorError(error, `${what} has the wrong shape: ${parsed.problems.join("; ")}`);
}
