import * as z from "zod/mini";
import type { ResolvedProfile } from "../domain/evidence.ts";
import { Http } from "./http/config.ts";
import { keptChecks } from "./kept-checks.ts";

/** The kinds that ask other services than ECS and Logs; answered by CheckOperations. */
const OperationCheckConfig = z.discriminatedUnion("kind", [Http]);
export type OperationCheckConfig = z.infer<typeof OperationCheckConfig>;

/** The operation checks of a resolved profile. */
export function operationChecks(profile: ResolvedProfile): readonly OperationCheckConfig[] {
  return keptChecks(profile, "CheckOperations", OperationCheckConfig);
}
