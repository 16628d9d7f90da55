import { isRolledBack } from "../../shared/domain/rollback.ts";
import { deploymentNumber, type RolloutRef } from "../../shared/domain/rollout.ts";
import type { ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import { type Instant, secondsBetween } from "../../shared/domain/time.ts";

/** The event usually starts a validation within seconds, and opening it may take as long as ECS needs to show the rollout. */
const youngestSeconds = 120;
const oldestSeconds = 3600;

export interface RecentRollout {
  readonly rollout: RolloutRef;
  readonly ageSeconds: number;
}

type Dated = { readonly id: string; readonly createdAt?: Instant | undefined };

/** Rollouts of the last hour that a service still shows, the one that replaces and those being replaced; other controllers have task sets. */
export function recentRollouts(service: ServiceState, now: Instant): readonly RecentRollout[] {
  if (service.status !== "ACTIVE") return [];
  return recent(service, service.controller === "ECS" ? service.deployments : (service.taskSets ?? []), now);
}

/**
 * Rollouts of the last hour that were rolled back, and that the service shows no more: a rollback takes them out of `deployments[]`.
 * Nothing else that left it has a verdict to get: what was complete or replaced before it could be seen is not judged.
 */
export function rolledBackUnseen(
  service: ServiceState,
  deployments: readonly ServiceDeployment[],
  now: Instant,
): readonly RecentRollout[] {
  const gone = deployments
    .filter(isRolledBack)
    .map(({ number, createdAt }) => ({ id: `ecs-svc/${number ?? ""}`, createdAt }))
    .filter(({ id }) => !service.deployments.some((entry) => entry.id === id));
  return recent(service, gone, now);
}

/** Whether a deployment of the service changed within the last hour: only then its service deployments are worth two more calls. */
export function changedLately({ controller, status, changedAt }: ServiceState, now: Instant): boolean {
  if (controller !== "ECS" || status !== "ACTIVE" || changedAt === undefined) return false;
  return secondsBetween(changedAt, now) <= oldestSeconds;
}

/** Service deployments that came to their end within the last hour. */
export function finishedLately(deployments: readonly ServiceDeployment[], now: Instant): readonly ServiceDeployment[] {
  return deployments.filter(
    ({ finishedAt }) => finishedAt !== undefined && secondsBetween(finishedAt, now) <= oldestSeconds,
  );
}

function recent({ serviceArn }: ServiceState, entries: readonly Dated[], now: Instant): readonly RecentRollout[] {
  return entries.flatMap(({ id, createdAt }) => {
    if (createdAt === undefined || deploymentNumber(id) === undefined) return [];
    const ageSeconds = secondsBetween(createdAt, now);
    if (ageSeconds < youngestSeconds || ageSeconds > oldestSeconds) return [];
    return [{ rollout: { serviceArn, deploymentId: id }, ageSeconds }];
  });
}
