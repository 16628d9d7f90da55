import type { ValidationKey } from "../../shared/domain/evidence.ts";
import { rollbackEntries, rollbackFinding, rollbackOf } from "../../shared/domain/rollback.ts";
import type { RolloutLinks } from "../../shared/domain/rollout.ts";
import type { ServiceDeployment } from "../../shared/domain/service-state.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Validations } from "../../shared/ports/validations.ts";

export interface KeepRollbackPorts {
  readonly validations: Pick<Validations, "of">;
  readonly evidence: Pick<EvidenceStore, "addTimeline" | "saveFindings">;
  /** What a validation's record says of the rollouts before and after it. */
  readonly links: {
    of(key: ValidationKey): Promise<RolloutLinks>;
    saveRollback(key: ValidationKey, seconds: number): Promise<void>;
  };
}

/**
 * Keeps how long a rollback took, once it is over: the verdict of the rollout that was rolled back came long before. The record is
 * written last, so that a run that breaks off is repeated as a whole. A rollback that failed has no duration on the record.
 */
export async function keepRollback(
  { validations, evidence, links }: KeepRollbackPorts,
  serviceArn: string,
  deployment: ServiceDeployment,
): Promise<boolean> {
  const rollback = rollbackOf(deployment);
  if (rollback === undefined || deployment.number === undefined) return false;
  const key = await validations.of({ serviceArn, deploymentId: `ecs-svc/${deployment.number}` });
  if (key === undefined || (await links.of(key)).rollbackSeconds !== undefined) return false;
  await evidence.addTimeline(key, rollbackEntries(rollback));
  await evidence.saveFindings(key, [rollbackFinding(rollback)]);
  if (rollback.succeeded) await links.saveRollback(key, Math.round(rollback.seconds));
  return true;
}
