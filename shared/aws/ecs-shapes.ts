import type * as ecs from "@aws-sdk/client-ecs";
import { printable } from "../domain/excerpt.ts";
import { redact } from "../domain/redaction.ts";
import type {
  ContainerDefinition,
  DeploymentEntry,
  LifecycleHook,
  ServiceDeployment,
  ServiceMessage,
  ServiceState,
  TaskSetEntry,
} from "../domain/service-state.ts";
import type { Task, TaskContainer } from "../domain/task.ts";
import { type Instant, latest } from "../domain/time.ts";
import { targetGroupArns } from "./target-group-arns.ts";

/** Leaves out what is undefined, so that shapes with exact optional properties fit. */
function known<Shape extends object>(shape: Shape): { [Name in keyof Shape]: Exclude<Shape[Name], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as never;
}

function at(date: Date | undefined): Instant | undefined {
  return date?.toISOString();
}

/** Reasons quote commands, addresses and people's words, and are kept and shown as they are from here on. */
function reasonOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redact(printable(text), { emails: true });
}

export function tagMap(tags: readonly ecs.Tag[] | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((tags ?? []).flatMap(({ key, value }) => (key === undefined ? [] : [[key, value ?? ""]])));
}

export function serviceState(service: ecs.Service): ServiceState {
  const configuration = service.deploymentConfiguration;
  return known({
    serviceArn: service.serviceArn ?? "",
    clusterArn: service.clusterArn ?? "",
    status: service.status ?? "UNKNOWN",
    desired: service.desiredCount ?? 0,
    running: service.runningCount,
    minimumHealthyPercent: configuration?.minimumHealthyPercent,
    controller: service.deploymentController?.type ?? "ECS",
    strategy: configuration?.strategy ?? "ROLLING",
    circuitBreaker: configuration?.deploymentCircuitBreaker?.enable ?? false,
    breakerRollsBack: configuration?.deploymentCircuitBreaker?.rollback,
    schedulingStrategy: service.schedulingStrategy ?? "REPLICA",
    currentServiceDeploymentArn: service.currentServiceDeployment,
    deployments: (service.deployments ?? []).map(deploymentEntry),
    tags: tagMap(service.tags),
    changedAt: latest((service.deployments ?? []).map(({ updatedAt }) => at(updatedAt))),
    plannedWaitSeconds: plannedWaitSeconds(configuration),
    hasLifecycleHooks: (configuration?.lifecycleHooks ?? []).length > 0 ? true : undefined,
    targetGroups: noneIfEmpty(targetGroupArns(service)),
    taskSets: noneIfEmpty((service.taskSets ?? []).map(taskSetEntry)),
    messages: (service.events ?? []).map(serviceMessage),
  }) as ServiceState;
}

function serviceMessage({ createdAt, message }: ecs.ServiceEvent): ServiceMessage {
  return { at: at(createdAt) ?? "", text: reasonOf(message) ?? "" };
}

function deploymentEntry(deployment: ecs.Deployment): DeploymentEntry {
  return known({
    id: deployment.id ?? "",
    status: deployment.status ?? "UNKNOWN",
    taskDefinitionArn: deployment.taskDefinition,
    desired: deployment.desiredCount ?? 0,
    running: deployment.runningCount ?? 0,
    pending: deployment.pendingCount ?? 0,
    rolloutState: deployment.rolloutState,
    rolloutStateReason: reasonOf(deployment.rolloutStateReason),
    createdAt: at(deployment.createdAt),
  }) as DeploymentEntry;
}

function taskSetEntry({ id, taskDefinition, createdAt }: ecs.TaskSet): TaskSetEntry {
  return known({ id: id ?? "", taskDefinitionArn: taskDefinition, createdAt: at(createdAt) }) as TaskSetEntry;
}

/** Bake and step times that the deployment strategy asks for: linear waits after each step, canary after its first. */
function plannedWaitSeconds(configuration: ecs.DeploymentConfiguration | undefined): number | undefined {
  const { strategy, bakeTimeInMinutes = 0, linearConfiguration, canaryConfiguration } = configuration ?? {};
  const linear = linearConfiguration ?? {};
  const steps = Math.max(1, Math.ceil(100 / (linear.stepPercent ?? 10)));
  const stepMinutes =
    strategy === "LINEAR"
      ? steps * (linear.stepBakeTimeInMinutes ?? 6)
      : strategy === "CANARY"
        ? (canaryConfiguration?.canaryBakeTimeInMinutes ?? 10)
        : 0;
  const minutes = bakeTimeInMinutes + stepMinutes;
  return minutes > 0 ? minutes * 60 : undefined;
}

function weightsOf(revision: ecs.ServiceRevisionSummary | undefined): ServiceDeployment["trafficWeights"] {
  const { requestedTestTrafficWeight: test, requestedProductionTrafficWeight: production } = revision ?? {};
  if (test === undefined && production === undefined) return undefined;
  return { ...(test !== undefined && { test }), ...(production !== undefined && { production }) };
}

function hooksOf(
  details: readonly ecs.DeploymentLifecycleHookDetail[] | undefined,
): readonly LifecycleHook[] | undefined {
  const hooks = (details ?? []).map(
    ({ hookId, status, expiresAt }) =>
      known({ id: hookId ?? "", status: status ?? "UNKNOWN", expiresAt: at(expiresAt) }) as LifecycleHook,
  );
  return noneIfEmpty(hooks);
}

function noneIfEmpty<Each>(list: readonly Each[] | undefined): readonly Each[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

export function serviceDeployment(deployment: ecs.ServiceDeployment): ServiceDeployment {
  const { rollback, deploymentCircuitBreaker, targetServiceRevision } = deployment;
  return known({
    arn: deployment.serviceDeploymentArn ?? "",
    status: deployment.status ?? "UNKNOWN",
    statusReason: reasonOf(deployment.statusReason),
    number: targetServiceRevision?.arn?.split("/").at(-1),
    targetRevisionArn: targetServiceRevision?.arn,
    createdAt: at(deployment.createdAt),
    startedAt: at(deployment.startedAt),
    finishedAt: at(deployment.finishedAt),
    replacesNothing: deployment.sourceServiceRevisions?.length === 0 ? true : undefined,
    lifecycleStage: deployment.lifecycleStage,
    trafficWeights: weightsOf(targetServiceRevision),
    hooks: hooksOf(deployment.lifecycleHookDetails),
    rollback:
      rollback &&
      known({
        reason: reasonOf(rollback.reason),
        startedAt: at(rollback.startedAt),
        revisionArn: rollback.serviceRevisionArn,
      }),
    circuitBreaker:
      deploymentCircuitBreaker &&
      known({
        status: deploymentCircuitBreaker.status,
        failureCount: deploymentCircuitBreaker.failureCount,
        threshold: deploymentCircuitBreaker.threshold,
      }),
    triggeredAlarms: noneIfEmpty(deployment.alarms?.triggeredAlarmNames),
  }) as ServiceDeployment;
}

export function task(given: ecs.Task): Task {
  return known({
    taskArn: given.taskArn ?? "",
    taskDefinitionArn: given.taskDefinitionArn ?? "",
    startedBy: given.startedBy ?? "",
    version: given.version ?? 0,
    lastStatus: given.lastStatus ?? "UNKNOWN",
    desiredStatus: given.desiredStatus ?? "UNKNOWN",
    healthStatus: given.healthStatus,
    stopCode: given.stopCode,
    stoppedReason: reasonOf(given.stoppedReason),
    createdAt: at(given.createdAt),
    startedAt: at(given.startedAt),
    stoppingAt: at(given.stoppingAt),
    stoppedAt: at(given.stoppedAt),
    containers: (given.containers ?? []).map(taskContainer),
  }) as Task;
}

function taskContainer(container: ecs.Container): TaskContainer {
  return known({
    name: container.name ?? "",
    lastStatus: container.lastStatus,
    exitCode: container.exitCode,
    reason: reasonOf(container.reason),
    imageDigest: container.imageDigest,
    runtimeId: container.runtimeId,
    healthStatus: container.healthStatus,
  }) as TaskContainer;
}

export function containerDefinition(container: ecs.ContainerDefinition): ContainerDefinition {
  const pairs = (container.environment ?? []).flatMap(({ name, value }) =>
    name === undefined ? [] : [[name, value ?? ""]],
  );
  return known({
    name: container.name ?? "",
    image: container.image ?? "",
    essential: container.essential ?? true,
    hasHealthCheck: container.healthCheck !== undefined,
    environment: Object.fromEntries(pairs),
    dockerLabels: container.dockerLabels ?? {},
    logDriver: container.logConfiguration?.logDriver,
    logOptions: container.logConfiguration?.options ?? {},
  }) as ContainerDefinition;
}
