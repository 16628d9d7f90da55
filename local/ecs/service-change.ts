import type { Instant } from "../../shared/domain/time.ts";
import { breakerSign, countSign, isTripped } from "./circuit-breaker.ts";
import {
  type ClusterState,
  type ContainerSpec,
  service,
  type TaskRecord,
  type Transition,
  withService,
} from "./cluster-state.ts";
import { failDeployment } from "./end-deployment.ts";
import { serviceArn, taskDefinitionArn } from "./place.ts";
import { currentServiceDeployment, withCurrent } from "./service-deployment.ts";

export function registerTaskDefinition(
  state: ClusterState,
  wanted: {
    readonly family: string;
    readonly containers: readonly ContainerSpec[];
    readonly tags: Readonly<Record<string, string>>;
  },
  at: Instant,
): Transition & { readonly arn: string } {
  const revision = 1 + Object.values(state.taskDefinitions).filter(({ family }) => family === wanted.family).length;
  const arn = taskDefinitionArn(state.place, wanted.family, revision);
  const record = { ...wanted, arn, revision, registeredAt: at };
  return { arn, state: { ...state, taskDefinitions: { ...state.taskDefinitions, [arn]: record } }, events: [] };
}

/** A service without any deployment yet. */
export function createService(
  state: ClusterState,
  wanted: {
    readonly name: string;
    readonly desired: number;
    readonly breaker: { readonly enable: boolean; readonly rollback: boolean };
  },
  at: Instant,
): Transition {
  const arn = serviceArn(state.place, wanted.name);
  const created = {
    ...wanted,
    arn,
    tags: {},
    createdAt: at,
    deployments: [],
    serviceDeployments: [],
    revisions: {},
    messages: [],
  };
  return { state: withService(state, created), events: [] };
}

export function tagService(state: ClusterState, name: string, tags: Readonly<Record<string, string>>): Transition {
  const before = service(state, name);
  return { state: withService(state, { ...before, tags: { ...before.tags, ...tags } }), events: [] };
}

/**
 * Lets the circuit breaker see what one task's change means, and trip. Only tasks of the rollout under way count, and a
 * rollback is not watched again.
 */
export function watchTask(state: ClusterState, before: TaskRecord, at: Instant): Transition {
  const after = state.tasks[before.arn] ?? before;
  const owner = service(state, after.service);
  const primary = owner.deployments[0];
  const current = currentServiceDeployment(owner);
  if (primary?.id !== after.startedBy || current.status !== "IN_PROGRESS") return { state, events: [] };
  const stage = Object.values(state.tasks).some((task) => task.startedBy === primary.id && task.startedAt !== undefined)
    ? 2
    : 1;
  const sign = breakerSign(before, after, stage);
  if (sign === undefined) return { state, events: [] };
  const counted = withCurrent(owner, (one) => ({ ...one, breaker: countSign(one.breaker, sign) }));
  const failedTasks = sign === "well" ? 0 : primary.failedTasks + 1;
  const watched = withService(state, {
    ...counted,
    deployments: [{ ...primary, failedTasks }, ...counted.deployments.slice(1)],
  });
  if (!isTripped(currentServiceDeployment(counted).breaker)) return { state: watched, events: [] };
  return failDeployment(watched, owner.name, { reason: "ECS deployment circuit breaker: tasks failed to start.", at });
}
