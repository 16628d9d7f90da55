import type { ServiceMeasurement } from "../../shared/domain/evidence.ts";
import { isReleaseId } from "../../shared/domain/names.ts";
import type { RolloutRef } from "../../shared/domain/rollout.ts";
import type { Validations } from "../../shared/ports/validations.ts";

/** What was measured, with the release of the deployment that took this one's place, where its own validation is open by now and knows one. */
export async function namedSuccessor(
  validations: Pick<Validations, "of">,
  { serviceArn }: Pick<RolloutRef, "serviceArn">,
  measured: ServiceMeasurement,
): Promise<ServiceMeasurement> {
  const { newer } = measured;
  if (newer === undefined) return measured;
  const releaseId = (await validations.of({ serviceArn, deploymentId: newer.id }))?.releaseId;
  // Evidence without an identity lies under a key that is no release id.
  if (releaseId === undefined || !isReleaseId(releaseId)) return measured;
  return { ...measured, newer: { ...newer, release: releaseId } };
}
