import type { ReplacedRollout, RolloutLinks, RolloutRef } from "../../shared/domain/rollout.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Validations } from "../../shared/ports/validations.ts";

export interface ReplacedRolloutPorts {
  readonly validations: Pick<Validations, "current">;
  readonly evidence: Pick<EvidenceStore, "record">;
}

/** The rollout of the service that was validated last before this one; nothing when there is none, or when this one's event came late. */
export async function replacedRollout(
  { validations, evidence }: ReplacedRolloutPorts,
  { serviceArn, deploymentId }: RolloutRef,
  startedAt: Instant,
): Promise<Pick<RolloutLinks, "replaces">> {
  const key = await validations.current(serviceArn);
  if (key === undefined || key.rollout.deploymentId === deploymentId) return {};
  const record = await evidence.record(key);
  if (record === undefined || record.rollout.startedAt > startedAt) return {};
  const { verdict } = record;
  return { replaces: { ...key, ...(verdict !== undefined && { verdict: verdict.status }) } };
}

/** For the notes of the evidence: `replaces v2.3.1 (failed)`, `rolls back v2.3.1 (failed)`. */
export function replacesText({ releaseId, verdict, isRolledBack }: ReplacedRollout): string {
  if (isRolledBack) return `rolls back ${releaseId} (failed)`;
  return `replaces ${releaseId} (${verdict ?? "not judged yet"})`;
}
