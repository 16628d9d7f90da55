import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { rollbackEntries, rollbackFinding, rollbackOf } from "../../shared/domain/rollback.ts";
import { messageEntries } from "../../shared/domain/service-messages.ts";
import type { ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Validations } from "../../shared/ports/validations.ts";

export interface KeepRollbackPorts {
  readonly validations: Pick<Validations, "of">;
  readonly evidence: Pick<EvidenceStore, "record" | "addTimeline" | "saveFindings" | "saveRollback">;
  /** Counts a rollback that succeeded. */
  readonly countRollback: (record: ValidationRecord, seconds: number) => void;
}

/**
 * Keeps how long a rollback took, once it is over, and what ECS said on the way: the verdict of the rollout that was rolled back
 * came long before. The record is written last, so that a run that breaks off is repeated as a whole. A rollback that failed has no duration on the record.
 */
export async function keepRollback(
  { validations, evidence, countRollback }: KeepRollbackPorts,
  { serviceArn, messages = [] }: Pick<ServiceState, "serviceArn" | "messages">,
  deployment: ServiceDeployment,
): Promise<boolean> {
  const over = rollbackOf(deployment);
  if (over === undefined || deployment.number === undefined) return false;
  const key = await validations.of({ serviceArn, deploymentId: `ecs-svc/${deployment.number}` });
  const record = key && (await evidence.record(key));
  if (record === undefined || record.rollbackSeconds !== undefined) return false;
  const older = over.to === undefined ? undefined : await validations.of({ serviceArn, deploymentId: over.to });
  const rollback = older === undefined ? over : { ...over, to: older.releaseId };
  const said = messageEntries(messages, { from: record.rollout.startedAt, to: rollback.finishedAt });
  await evidence.addTimeline(record.key, [...rollbackEntries(rollback), ...said]);
  await evidence.saveFindings(record.key, [rollbackFinding(rollback)]);
  if (!rollback.succeeded) return true;
  const seconds = Math.round(rollback.seconds);
  await evidence.saveRollback(record.key, seconds);
  countRollback(record, seconds);
  return true;
}
