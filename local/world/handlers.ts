import type { Platform } from "../../shared/platform.ts";
import type { LambdaFunction } from "../lambda/lambda.ts";

/** The functions of a world, by folder, put together on its platform as Lambda would on a cold start. */
export type Handlers = (platform: Platform) => Readonly<Record<string, LambdaFunction>>;
