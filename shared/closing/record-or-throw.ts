import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import { ValidatorError } from "../errors.ts";
import type { EvidenceStore } from "../ports/evidence.ts";

/** The record of a validation that must have been opened: whoever asks was called with its key. */
export async function recordOrThrow(
  evidence: Pick<EvidenceStore, "record">,
  key: ValidationKey,
): Promise<ValidationRecord> {
  const record = await evidence.record(key);
  if (record === undefined) throw neverOpened(key);
  return record;
}

export function neverOpened({ rollout, releaseId }: ValidationKey): ValidatorError {
  return new ValidatorError("NotFound", `No record of ${rollout.deploymentId} under ${releaseId}.`);
}
