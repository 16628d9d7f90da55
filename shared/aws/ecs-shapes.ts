import type * as ecs from "@aws-sdk/client-ecs";
import { redact } from "../domain/redaction.ts";
import type { ContainerDefinition, DeploymentEntry, ServiceDeployment, ServiceState } from "../domain/service-state.ts";
import type { Task, TaskContainer } from "../domain/task.ts";
import type { Instant } from "../domain/time.ts";

/** Leaves out what is undefined, so that shapes with exact optional properties fit. */
export function known<Shape extends object>(shape: Shape): { [Name in keyof Shape]: Exclude<Shape[Name], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as never;
}

function at(date: Date | undefined): Instant | undefined {
  return date?.toISOString();
}

/** Reasons quote commands and addresses, and are kept and shown as they are from here on. */
function reasonOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redact(text, { emails: false });
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
    controller: service.deploymentController?.type ?? "ECS",
    strategy: configuration?.strategy ?? "ROLLING",
    circuitBreaker: configuration?.deploymentCircuitBreaker?.enable ?? false,
    schedulingStrategy: service.schedulingStrategy ?? "REPLICA",
    currentServiceDeploymentArn: service.currentServiceDeployment,
    deployments: (service.deployments ?? []).map(deploymentEntry),
    tags: tagMap(service.tags),
  }) as ServiceState;
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
    lifecycleStage: deployment.lifecycleStage,
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
    triggeredAlarms: deployment.alarms?.triggeredAlarmNames,
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
