import { deploymentNumber, type RolloutRef } from "../../shared/domain/rollout.ts";
import type { ServiceState } from "../../shared/domain/service-state.ts";
import { type Instant, secondsBetween } from "../../shared/domain/time.ts";

/** The event usually starts a validation within seconds, and opening it may take as long as ECS needs to show the rollout. */
const youngestSeconds = 120;
const oldestSeconds = 3600;

export interface RecentRollout {
  readonly rollout: RolloutRef;
  readonly ageSeconds: number;
}

/** Rollouts of the last hour that a service still shows, the one that replaces and those being replaced. */
export function recentRollouts(service: ServiceState, now: Instant): readonly RecentRollout[] {
  // Only the rolling controller sends deployment events; CodeDeploy and external controllers have task sets.
  if (service.controller !== "ECS" || service.status !== "ACTIVE") return [];
  return service.deployments.flatMap(({ id, createdAt }) => {
    if (createdAt === undefined || deploymentNumber(id) === undefined) return [];
    const ageSeconds = secondsBetween(createdAt, now);
    if (ageSeconds < youngestSeconds || ageSeconds > oldestSeconds) return [];
    return [{ rollout: { serviceArn: service.serviceArn, deploymentId: id }, ageSeconds }];
  });
}
