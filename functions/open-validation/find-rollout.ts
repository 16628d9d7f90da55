import { isRolledBack } from "../../shared/domain/rollback.ts";
import { deploymentNumber, type Rollout, type RolloutRef } from "../../shared/domain/rollout.ts";
import type { DeploymentEntry, ServiceDeployment, ServiceState } from "../../shared/domain/service-state.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EcsReader } from "../../shared/ports/ecs.ts";
import type { TaskRegister } from "../../shared/ports/validations.ts";
import { isPrimaryAgain, isRollbackTo, isUnderWayAfter } from "./other-rollouts.ts";

/** What the record says about the rollout besides its names and containers. */
export type RolloutSnapshot = Pick<
  Rollout,
  | "serviceDeploymentArn"
  | "desiredCount"
  | "strategy"
  | "circuitBreaker"
  | "breakerRollsBack"
  | "plannedWaitSeconds"
  | "hasLifecycleHooks"
  | "unvalidatable"
>;

export interface FoundRollout {
  /** Undefined when nothing that may be read tells it. */
  readonly taskDefinitionArn?: string;
  readonly startedAt: Instant;
  readonly serviceTags: Readonly<Record<string, string>>;
  readonly snapshot: RolloutSnapshot;
}

export interface NoRollout {
  /** Why it has no validation. */
  readonly reason: string;
}

export interface FindRolloutPorts {
  readonly ecs: EcsReader;
  readonly register: Pick<TaskRegister, "tasks">;
  /** The task definition of a service revision. */
  readonly revisionDefinition: (revisionArn: string) => Promise<string | undefined>;
  readonly clock: Clock;
}

/**
 * Finds the rollout's service deployment by its number, and its task definition. Throws NotFound while ECS does not show it yet,
 * so that the workflow asks again. A rollback, or a rollout that was replaced before it could be seen, has a reason not to be validated;
 * one that cannot be judged at all is found with the reason in its snapshot.
 */
export async function findRollout(ports: FindRolloutPorts, rollout: RolloutRef): Promise<FoundRollout | NoRollout> {
  for (let asked = 1; ; asked += 1) {
    try {
      return await askEcs(ports, rollout);
    } catch (error) {
      if (!(error instanceof ValidatorError) || error.name !== "AccessDenied") throw error;
      if (asked === timesAsked) return deniedRollout(ports, rollout, error);
      await ports.clock.sleep(pauseMilliseconds);
    }
  }
}

/** A right that was given just now is not known everywhere yet; what is denied for ten seconds is not given. */
const timesAsked = 3;
const pauseMilliseconds = 5000;

async function askEcs(ports: FindRolloutPorts, rollout: RolloutRef): Promise<FoundRollout | NoRollout> {
  const service = await ports.ecs.service(rollout.serviceArn);
  if (service === undefined)
    throw new ValidatorError("NotFound", `ECS does not know the service ${rollout.serviceArn}.`);
  return service.controller === "ECS"
    ? ofDeployments(ports, rollout, service)
    : taskSetRollout(ports, rollout, service);
}

async function ofDeployments(
  ports: FindRolloutPorts,
  rollout: RolloutRef,
  service: ServiceState,
): Promise<FoundRollout | NoRollout> {
  if (service.status === "INACTIVE") return { reason: `the service of ${rollout.deploymentId} was deleted` };
  const number = deploymentNumber(rollout.deploymentId);
  const deployments = await ports.ecs.serviceDeployments(rollout.serviceArn);
  const own = deployments.find((deployment) => deployment.number === number);
  const rollback = deployments.find((deployment) => isRollbackTo(deployment, number, own));
  if (rollback !== undefined) return { reason: `${rollout.deploymentId} is where ${rollback.arn} is rolled back to` };
  const entry = service.deployments.find(({ id }) => id === rollout.deploymentId);
  const successor = deployments.find((deployment) => isUnderWayAfter(deployment, own, entry));
  if (successor !== undefined) return { reason: `${rollout.deploymentId} was complete before ${successor.arn} began` };
  const taskDefinitionArn =
    entry?.taskDefinitionArn ??
    (own !== undefined && isRolledBack(own) ? await definitionOfGone(ports, rollout, own) : undefined);
  if (taskDefinitionArn === undefined) {
    if (own?.status === "STOPPED" || own?.status === "SUCCESSFUL")
      return { reason: `${rollout.deploymentId} was replaced before it could be validated` };
    throw new ValidatorError("NotFound", `ECS does not show ${rollout.deploymentId} of ${rollout.serviceArn} yet.`);
  }
  const startedAt = own?.startedAt ?? own?.createdAt ?? entry?.createdAt;
  if (startedAt === undefined)
    throw new ValidatorError("NotFound", `ECS does not say when ${rollout.deploymentId} started.`);
  const { tags: serviceTags } = service;
  return { taskDefinitionArn, startedAt, serviceTags, snapshot: snapshotOf(service, { entry, own }) };
}

function snapshotOf(
  { strategy, circuitBreaker, breakerRollsBack, desired, plannedWaitSeconds, hasLifecycleHooks }: ServiceState,
  { entry, own }: { readonly entry: DeploymentEntry | undefined; readonly own: ServiceDeployment | undefined },
): RolloutSnapshot {
  return {
    desiredCount: entry?.desired ?? desired,
    strategy,
    circuitBreaker,
    ...(breakerRollsBack !== undefined && { breakerRollsBack }),
    ...(plannedWaitSeconds !== undefined && { plannedWaitSeconds }),
    ...(hasLifecycleHooks && { hasLifecycleHooks }),
    ...(own !== undefined && { serviceDeploymentArn: own.arn }),
  };
}

/** A rollback takes the rollout out of `deployments[]`; its tasks, and its revision, still name what they ran. */
async function definitionOfGone(
  { register, revisionDefinition }: FindRolloutPorts,
  rollout: RolloutRef,
  deployment: ServiceDeployment | undefined,
): Promise<string | undefined> {
  const [task] = await register.tasks(rollout);
  const targetRevisionArn = deployment?.targetRevisionArn;
  if (task !== undefined || targetRevisionArn === undefined) return task?.taskDefinitionArn;
  return revisionDefinition(targetRevisionArn);
}

/** CodeDeploy and external controllers have task sets, no deployments: their rollouts are recorded, and cannot be judged. */
async function taskSetRollout(
  { register, clock }: FindRolloutPorts,
  rollout: RolloutRef,
  { controller, taskSets = [], desired, tags: serviceTags }: ServiceState,
): Promise<FoundRollout> {
  const own = taskSets.find(({ id }) => id === rollout.deploymentId);
  const taskDefinitionArn = own?.taskDefinitionArn ?? (await register.tasks(rollout))[0]?.taskDefinitionArn;
  const unvalidatable = `cannot be validated: the service's deployment controller is ${controller}, and ECS tells how a rollout ends only under the controller ECS`;
  return {
    ...(taskDefinitionArn !== undefined && { taskDefinitionArn }),
    startedAt: own?.createdAt ?? clock.now(),
    serviceTags,
    snapshot: { desiredCount: desired, strategy: controller, circuitBreaker: false, unvalidatable },
  };
}

/** What the service, or the event and its tasks alone, tell when ECS may not be asked about all of it. */
async function deniedRollout(
  { ecs, register, clock }: FindRolloutPorts,
  rollout: RolloutRef,
  { message }: ValidatorError,
): Promise<FoundRollout | NoRollout> {
  const service = await serviceUnlessDenied(ecs, rollout);
  const entry = service?.deployments.find(({ id }) => id === rollout.deploymentId);
  if (isPrimaryAgain(entry, service?.deployments ?? []))
    return { reason: `${rollout.deploymentId} is where the service is rolled back to` };
  const [task] = await register.tasks(rollout);
  const taskDefinitionArn = entry?.taskDefinitionArn ?? task?.taskDefinitionArn;
  const known = service && snapshotOf(service, { entry, own: undefined });
  return {
    ...(taskDefinitionArn !== undefined && { taskDefinitionArn }),
    startedAt: entry?.createdAt ?? task?.createdAt ?? clock.now(),
    serviceTags: service?.tags ?? {},
    snapshot: {
      desiredCount: 0,
      strategy: "unknown",
      circuitBreaker: false,
      ...known,
      unvalidatable: `cannot be validated: ${message}`,
    },
  };
}

async function serviceUnlessDenied(ecs: EcsReader, { serviceArn }: RolloutRef): Promise<ServiceState | undefined> {
  try {
    return await ecs.service(serviceArn);
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "AccessDenied") return undefined;
    throw error;
  }
}
