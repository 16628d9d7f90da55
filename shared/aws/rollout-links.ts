import type { ValidationKey } from "../domain/evidence.ts";
import type { RolloutLinks } from "../domain/rollout.ts";
import { rolloutKey } from "./evidence-keys.ts";
import type { EvidenceTable } from "./evidence-table.ts";

/** What became known of a rollout's rollback after its verdict; it stands beside the record, as the verdict does. */
export function rolloutLinks(table: EvidenceTable) {
  return {
    of: async (key: ValidationKey): Promise<RolloutLinks> => {
      const item = await table.get(rolloutKey(key));
      const { replaces } = (item?.["record"] ?? {}) as RolloutLinks;
      const seconds = item?.["rollbackSeconds"];
      return { ...(replaces && { replaces }), ...(typeof seconds === "number" && { rollbackSeconds: seconds }) };
    },
    /** Keeps the first duration that is told; changes nothing where there is no record. */
    saveRollback: async (key: ValidationKey, rollbackSeconds: number): Promise<void> => {
      await table.update(rolloutKey(key), {
        set: { rollbackSeconds },
        condition: "attribute_exists(PK) AND attribute_not_exists(#rollbackSeconds)",
      });
    },
  };
}
