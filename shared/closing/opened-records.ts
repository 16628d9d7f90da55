import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import type { EvidenceStore } from "../ports/evidence.ts";
import { recordOrThrow } from "./record-or-throw.ts";

/** A validation as it was opened, which never changes: its verdict, and what comes after it, is left out. */
export type OpenedRecord = Omit<ValidationRecord, "verdict" | "rollbackSeconds">;

/** More rollouts than one container looks at in turn; a record has some 10 kB. */
const mostRecords = 50;

/** Records that must have been opened, each read once in the life of a container: every look asks for it again. */
export function openedRecords(evidence: Pick<EvidenceStore, "record">) {
  const known = new Map<string, OpenedRecord>();
  return async (key: ValidationKey): Promise<OpenedRecord> => {
    const name = [key.releaseId, key.rollout.serviceArn, key.rollout.deploymentId].join(" ");
    const standing = known.get(name);
    if (standing !== undefined) return standing;
    const { verdict: _, rollbackSeconds: __, ...opened } = await recordOrThrow(evidence, key);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= mostRecords) known.delete(oldest);
    known.set(name, opened);
    return opened;
  };
}
