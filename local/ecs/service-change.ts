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
import type { ServiceKind } from "./native-rollout.ts";
import { serviceArn, taskDefinitionArn } from "./place.ts";
import { latestServiceDeployment, withCurrent } from "./service-deployment.ts";
import { requireKind, requireLogs, usualKind } from "./service-kind.ts";

export function registerTaskDefinition(
  state: ClusterState,
  wanted: {
    readonly family: string;
    readonly containers: readonly ContainerSpec[];
    readonly tags: Readonly<Record<string, string>>;
    readonly launchType?: ServiceKind["launchType"];
  },
  at: Instant,
): Transition & { readonly arn: string } {
  const { launchType = usualKind.launchType, ...definition } = wanted;
  for (const { logs } of definition.containers) requireLogs({ launchType }, logs);
  const revision = 1 + Object.values(state.taskDefinitions).filter(({ family }) => family === wanted.family).length;
  const arn = taskDefinitionArn(state.place, wanted.family, revision);
  const record = { ...definition, arn, revision, registeredAt: at, status: "ACTIVE" as const };
  return { arn, state: { ...state, taskDefinitions: { ...state.taskDefinitions, [arn]: record } }, events: [] };
}

/** A service without any deployment yet. */
export function createService(
  state: ClusterState,
  wanted: {
    readonly name: string;
    readonly desired: number;
    readonly breaker: { readonly enable: boolean; readonly rollback: boolean };
    /** A rolling replica service on Fargate unless told. */
    readonly kind?: ServiceKind;
  },
  at: Instant,
): Transition {
  const arn = serviceArn(state.place, wanted.name);
  const { kind = usualKind } = wanted;
  requireKind(kind);
  const created = {
    ...wanted,
    kind,
    arn,
    status: "ACTIVE" as const,
    taskSets: [],
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

/** Another desired count, by autoscaling or, for a daemon service, by instances that come and go: no deployment begins (docs/facts/ecs.md 2.2). */
export function setDesired(state: ClusterState, name: string, desired: number): Transition {
  return { state: withService(state, { ...service(state, name), desired }), events: [] };
}

/** DeregisterTaskDefinition, and DeleteTaskDefinitions after it. */
export function retireTaskDefinition(state: ClusterState, arn: string, status: "INACTIVE" | "DELETED"): Transition {
  const found = state.taskDefinitions[arn];
  if (!found) throw new Error(`The task definition ${arn} is not registered.`);
  return {
    state: { ...state, taskDefinitions: { ...state.taskDefinitions, [arn]: { ...found, status } } },
    events: [],
  };
}

/**
 * DeleteService: DRAINING while its tasks stop, INACTIVE after that with its service deployments gone, and forgotten in the end
 * (docs/facts/ecs.md 2.2).
 */
export function deleteService(state: ClusterState, name: string, status: "DRAINING" | "INACTIVE" | "GONE"): Transition {
  const { [name]: _, ...others } = state.services;
  if (status === "GONE") return { state: { ...state, services: others }, events: [] };
  const before = { ...service(state, name), status, desired: 0 };
  const after = status === "DRAINING" ? before : { ...before, serviceDeployments: [], deployments: [] };
  return { state: withService(state, after), events: [] };
}

/**
 * Lets the circuit breaker see what one task's change means, and trip. Only tasks of the rollout under way count, and a
 * rollback is not watched again.
 */
export function watchTask(state: ClusterState, before: TaskRecord, at: Instant): Transition {
  const after = state.tasks[before.arn] ?? before;
  const owner = state.services[after.service];
  if (owner === undefined) return { state, events: [] };
  const primary = owner.deployments[0];
  const current = latestServiceDeployment(owner);
  if (primary?.id !== after.startedBy || current?.status !== "IN_PROGRESS") return { state, events: [] };
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
  if (!isTripped(countSign(current.breaker, sign))) return { state: watched, events: [] };
  return failDeployment(watched, owner.name, { reason: "ECS deployment circuit breaker: tasks failed to start.", at });
}
