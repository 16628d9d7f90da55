import { deploymentNumber, type RolloutRef } from "../../shared/domain/rollout.ts";
import type { DeploymentEntry, ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { EcsReader, TaskRegister } from "../../shared/ports.ts";

export interface FoundRollout {
  readonly service: ServiceState;
  readonly deployment?: ServiceDeployment;
  readonly entry?: DeploymentEntry;
  readonly taskDefinitionArn: string;
  readonly startedAt: Instant;
}

/**
 * Finds the rollout's service deployment by its number, and its task definition. Throws NotFound while ECS does not show it yet,
 * so that the workflow asks again. A rollback, or a rollout that was replaced before it could be seen, has a reason not to be validated.
 */
export async function findRollout(
  { ecs, register }: { readonly ecs: EcsReader; readonly register: Pick<TaskRegister, "tasks"> },
  rollout: RolloutRef,
): Promise<FoundRollout | { readonly reason: string }> {
  const service = await ecs.service(rollout.serviceArn);
  if (service === undefined)
    throw new ValidatorError("NotFound", `ECS does not know the service ${rollout.serviceArn}.`);
  const number = deploymentNumber(rollout.deploymentId);
  const deployments = await ecs.serviceDeployments(rollout.serviceArn);
  const own = deployments.find((deployment) => deployment.number === number);
  const rollback = deployments.find((deployment) => isRollbackTo(deployment, number, own));
  if (rollback !== undefined) return { reason: `${rollout.deploymentId} is where ${rollback.arn} is rolled back to` };
  const entry = service.deployments.find(({ id }) => id === rollout.deploymentId);
  const successor = deployments.find((deployment) => isUnderWayAfter(deployment, own, entry));
  if (successor !== undefined) return { reason: `${rollout.deploymentId} was complete before ${successor.arn} began` };
  const startedAt = own?.startedAt ?? own?.createdAt ?? entry?.createdAt;
  const taskDefinitionArn =
    entry?.taskDefinitionArn ?? (isRolledBack(own) ? await definitionOf(register, rollout) : undefined);
  if (taskDefinitionArn === undefined) {
    if (own?.status === "STOPPED" || own?.status === "SUCCESSFUL")
      return { reason: `${rollout.deploymentId} was replaced before it could be validated` };
    throw new ValidatorError("NotFound", `ECS does not show ${rollout.deploymentId} of ${rollout.serviceArn} yet.`);
  }
  if (startedAt === undefined)
    throw new ValidatorError("NotFound", `ECS does not say when ${rollout.deploymentId} started.`);
  return {
    service,
    taskDefinitionArn,
    startedAt,
    ...(entry !== undefined && { entry }),
    ...(own !== undefined && { deployment: own }),
  };
}

function isRolledBack(deployment: ServiceDeployment | undefined): boolean {
  return deployment?.status.startsWith("ROLLBACK") ?? false;
}

/** A rollback takes the rollout out of `deployments[]`; its tasks still name what they ran. */
async function definitionOf(register: Pick<TaskRegister, "tasks">, rollout: RolloutRef): Promise<string | undefined> {
  return (await register.tasks(rollout))[0]?.taskDefinitionArn;
}

/**
 * This rollout is complete and a later one is under way: an event about this one now is late, or tells of a rollback that the
 * service deployment does not show yet. Opened here, it would look complete again after the rollback.
 */
function isUnderWayAfter(
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
function isRollbackTo(
  deployment: ServiceDeployment,
  number: string | undefined,
  own: ServiceDeployment | undefined,
): boolean {
  const target = deployment.rollback?.revisionArn?.split("/").at(-1);
  const isLater = own?.createdAt === undefined || (deployment.createdAt ?? "") > own.createdAt;
  return deployment.arn !== own?.arn && isRolledBack(deployment) && target === number && isLater;
}
