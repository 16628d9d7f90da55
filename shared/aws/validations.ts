import type { ValidationKey } from "../domain/evidence.ts";
import type { Validations } from "../ports/validations.ts";
import { currentKey, pointerKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** The way from a rollout or a service to its validation. */
export function validations(table: EvidenceTable): Validations {
  return {
    of: async (rollout) => {
      const releaseId = (await table.get(pointerKey(rollout)))?.["releaseId"];
      return typeof releaseId === "string" ? { releaseId, rollout } : undefined;
    },
    current: async (serviceArn) => (await table.get(currentKey(serviceArn)))?.["current"] as ValidationKey | undefined,
  };
}
