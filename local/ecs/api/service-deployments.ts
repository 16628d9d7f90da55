import type {
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse,
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse,
  ServiceDeployment,
  ServiceDeploymentBrief,
  ServiceRevisionSummary,
} from "@aws-sdk/client-ecs";
import { ServiceError } from "../../server/service-error.ts";
import { type ClusterState, type ServiceDeploymentRecord, type ServiceRecord, taskCounts } from "../cluster-state.ts";
import { clusterArn, serviceRevisionArn } from "../place.ts";
import { deploymentConfiguration } from "./deployment-configuration.ts";
import { date, requireAtMost, requireCluster, requireService, type Scene } from "./lookup.ts";
import { page } from "./page.ts";

/** Newest first; pages of at most 100, usually 20. */
export function listServiceDeployments(
  { state }: Scene,
  input: ListServiceDeploymentsRequest,
): ListServiceDeploymentsResponse {
  requireCluster(state, input.cluster);
  const service = requireService(state, input.service ?? "");
  // Deployments belong to the ECS controller alone (docs/facts/ecs.md 1.5).
  if (service.kind.controller !== "ECS")
    throw new ServiceError("UnsupportedFeatureException", "The service's deployment controller has no deployments.");
  if (service.status === "INACTIVE") throw new ServiceError("ServiceNotFoundException", "Service not found.");
  const { after, before } = input.createdAt ?? {};
  const fitting = service.serviceDeployments.filter((one) => {
    const created = new Date(one.createdAt);
    const statusFits = (input.status ?? []).length === 0 || input.status?.includes(one.status);
    return statusFits && (after === undefined || created >= after) && (before === undefined || created <= before);
  });
  const { items, nextToken } = page(fitting, input, { usual: 20, most: 100 });
  return {
    serviceDeployments: items.map((one) => brief(describe(state, service, one))),
    nextToken,
  };
}

function brief(described: ServiceDeployment): ServiceDeploymentBrief {
  const { serviceDeploymentArn, serviceArn, clusterArn, status, statusReason } = described;
  const { createdAt, startedAt, finishedAt, targetServiceRevision } = described;
  const times = { createdAt, startedAt, finishedAt };
  const target = { targetServiceRevisionArn: targetServiceRevision?.arn };
  return { serviceDeploymentArn, serviceArn, clusterArn, status, statusReason, ...times, ...target };
}

export function describeServiceDeployments(
  { state }: Scene,
  input: DescribeServiceDeploymentsRequest,
): DescribeServiceDeploymentsResponse {
  const wanted = input.serviceDeploymentArns ?? [];
  requireAtMost(20, "serviceDeploymentArns", wanted);
  const known = new Map(
    Object.values(state.services).flatMap((service) =>
      service.serviceDeployments.map((one) => [one.arn, describe(state, service, one)] as const),
    ),
  );
  return {
    serviceDeployments: wanted.flatMap((arn) => known.get(arn) ?? []),
    failures: wanted.filter((arn) => !known.has(arn)).map((arn) => ({ arn, reason: "MISSING" })),
  };
}

function describe(state: ClusterState, service: ServiceRecord, one: ServiceDeploymentRecord): ServiceDeployment {
  const { place } = state;
  const revision = (number: string) => ({
    arn: serviceRevisionArn(place, service.name, number),
    ...counts(state, number, service),
  });
  const target =
    one.frozen === undefined ? {} : { runningTaskCount: one.frozen.running, pendingTaskCount: one.frozen.pending };
  return {
    serviceDeploymentArn: one.arn,
    serviceArn: service.arn,
    clusterArn: clusterArn(place),
    status: one.status,
    statusReason: one.statusReason,
    createdAt: date(one.createdAt),
    startedAt: date(one.startedAt),
    updatedAt: date(one.updatedAt),
    finishedAt: date(one.finishedAt),
    stoppedAt: one.status === "STOPPED" ? date(one.finishedAt) : undefined,
    sourceServiceRevisions: one.sources.map(revision),
    targetServiceRevision: { ...revision(one.number), ...target, ...weightsOf(one) },
    deploymentConfiguration: deploymentConfiguration(service),
    ...lifecycleOf(one),
    rollback: one.rollback && {
      reason: one.rollback.reason,
      startedAt: date(one.rollback.startedAt),
      serviceRevisionArn: serviceRevisionArn(place, service.name, one.rollback.number),
    },
    deploymentCircuitBreaker: one.breaker,
    alarms: {
      status: one.alarms.status,
      alarmNames: [...service.kind.alarms],
      triggeredAlarmNames: [...one.alarms.triggered],
    },
  };
}

function lifecycleOf({ lifecycle }: ServiceDeploymentRecord): Partial<ServiceDeployment> {
  if (lifecycle === undefined) return {};
  return {
    lifecycleStage: lifecycle.stage as NonNullable<ServiceDeployment["lifecycleStage"]>,
    lifecycleHookDetails: lifecycle.hooks.map(({ id, status, expiresAt }) => ({
      hookId: id,
      status,
      expiresAt: new Date(expiresAt),
      timeoutAction: "ROLLBACK",
    })),
  };
}

function weightsOf({ lifecycle }: ServiceDeploymentRecord): Partial<ServiceRevisionSummary> {
  if (lifecycle === undefined) return {};
  const { test, production } = lifecycle.weights;
  return { requestedTestTrafficWeight: test, requestedProductionTrafficWeight: production };
}

function counts(state: ClusterState, number: string, service: ServiceRecord) {
  const { running, pending } = taskCounts(state, `ecs-svc/${number}`);
  const isPrimary = service.deployments[0]?.id === `ecs-svc/${number}`;
  return { requestedTaskCount: isPrimary ? service.desired : 0, runningTaskCount: running, pendingTaskCount: pending };
}
