import * as z from "zod/mini";
import { Artifact } from "./artifact/config.ts";
import { Http } from "./http/config.ts";
import { LogErrors } from "./log-errors/config.ts";
import { LogPresence } from "./log-presence/config.ts";
import { LogSignature } from "./log-signature/config.ts";
import { TaskHealth } from "./task-health/config.ts";

/**
 * A check as a profile writes it, of any kind. A new kind is its folder, its schema here, its Task state in
 * `domain/check-kinds.ts` and its judge where the other kinds of that state are: `service-checks.ts`, `log-checks.ts`, `operation-checks.ts`.
 */
export const CheckConfig = z.discriminatedUnion("kind", [
  TaskHealth,
  Artifact,
  LogSignature,
  LogPresence,
  LogErrors,
  Http,
]);
export type CheckConfig = z.infer<typeof CheckConfig>;
