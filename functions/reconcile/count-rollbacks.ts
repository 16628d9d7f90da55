import type { ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { KeepRollbackPorts } from "./keep-rollback.ts";

/** The same links; a rollback that was kept is counted besides. */
export function countRollbacks(
  links: KeepRollbackPorts["links"],
  evidence: Pick<EvidenceStore, "record">,
  count: (record: ValidationRecord, seconds: number) => void,
): KeepRollbackPorts["links"] {
  return {
    of: links.of,
    async saveRollback(key: ValidationKey, seconds: number) {
      await links.saveRollback(key, seconds);
      const record = await evidence.record(key);
      if (record !== undefined) count(record, seconds);
    },
  };
}
