import * as z from "zod/mini";
import { Profile } from "../../shared/schema/profile.ts";

/** What this project needs of a JSON Schema. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The profile as people write it, as JSON Schema for editors. */
export function profileJsonSchema(): JsonSchema {
  return { ...(z.toJSONSchema(Profile, { io: "input" }) as JsonSchema), ...{ title: "ecs-rollout-validator profile" } };
}
