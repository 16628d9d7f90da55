import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import { ValidatorError } from "../errors.ts";
import type { EvidenceStore } from "../ports/evidence.ts";

/** The record of a validation that must have been opened: whoever asks was called with its key. */
export async function recordOrThrow(
  evidence: Pick<EvidenceStore, "record">,
  key: ValidationKey,
): Promise<ValidationRecord> {
  const record = await evidence.record(key);
  if (record !== undefined) return record;
  throw new ValidatorError("NotFound", `No record of ${key.rollout.deploymentId} under ${key.releaseId}.`);
}
