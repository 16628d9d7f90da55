import { isRolledBack } from "../../shared/domain/rollback.ts";
import type { DeploymentEntry, ServiceDeployment } from "../../shared/domain/service-state.ts";

/**
 * This rollout is complete and a later one is under way: an event about this one now is late, or tells of a rollback that the
 * service deployment does not show yet. Opened here, it would look complete again after the rollback.
 */
export function isUnderWayAfter(
  later: ServiceDeployment,
  own: ServiceDeployment | undefined,
  entry: DeploymentEntry | undefined,
): boolean {
  const isComplete = own === undefined ? entry?.rolloutState === "COMPLETED" : own.status === "SUCCESSFUL";
  const createdAt = own?.createdAt ?? entry?.createdAt;
  const isUnderWay = later.status !== "SUCCESSFUL" && later.status !== "STOPPED";
  return isComplete && isUnderWay && createdAt !== undefined && (later.createdAt ?? "") > createdAt;
}

/** Another, later service deployment goes back to this rollout's revision. */
export function isRollbackTo(
  deployment: ServiceDeployment,
  number: string | undefined,
  own: ServiceDeployment | undefined,
): boolean {
  const target = deployment.rollback?.revisionArn?.split("/").at(-1);
  const isLater = own?.createdAt === undefined || (deployment.createdAt ?? "") > own.createdAt;
  return deployment.arn !== own?.arn && isRolledBack(deployment) && target === number && isLater;
}

/** Where service deployments may not be read: only a rollback makes a deployment primary again while a later one is still there. */
export function isPrimaryAgain(entry: DeploymentEntry | undefined, deployments: readonly DeploymentEntry[]): boolean {
  const since = entry?.createdAt;
  if (entry?.status !== "PRIMARY" || since === undefined) return false;
  return deployments.some(({ createdAt }) => createdAt !== undefined && createdAt > since);
}
