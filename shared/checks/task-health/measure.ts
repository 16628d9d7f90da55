import { capacityAfter } from "../../domain/capacity.ts";
import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { Rollout } from "../../domain/rollout.ts";
import { hinderingMessages } from "../../domain/service-messages.ts";
import type { ServiceDeployment, ServiceMessage, ServiceState } from "../../domain/service-state.ts";
import { type Instant, latest } from "../../domain/time.ts";
import type { EcsReader } from "../../ports/ecs.ts";

export interface Look {
  readonly at: Instant;
  /** What the look before it measured. */
  readonly last?: ServiceMeasurement | undefined;
}

/** What ECS says about the rollout now: its service deployment, its live counts, and the deployment that took its place. */
export async function measureService(ecs: EcsReader, rollout: Rollout, look: Look): Promise<ServiceMeasurement> {
  const service = await ecs.service(rollout.serviceArn);
  if (service === undefined) return { serviceStatus: "MISSING", desired: 0 };
  const serviceDeployment = service.controller === "ECS" ? await deploymentOf(ecs, rollout) : undefined;
  const deployment = service.deployments.find(({ id }) => id === rollout.deploymentId);
  const primary = service.deployments.find(({ status }) => status === "PRIMARY");
  const messages = hinderingMessages(service.messages ?? [], rollout.startedAt);
  const said = saidSince(service, rollout, look);
  const saidAt = latest([look.last?.saidAt, ...said.map(({ at }) => at)]);
  const replaced = primary !== undefined && primary.id !== rollout.deploymentId;
  return {
    serviceStatus: service.status,
    desired: service.desired,
    ...mostDesired(service, look),
    ...capacityOf(service, look),
    ...(serviceDeployment !== undefined && { serviceDeployment }),
    ...(deployment !== undefined && { deployment }),
    ...(messages.length > 0 && { messages }),
    ...(said.length > 0 && { said }),
    ...(saidAt !== undefined && { saidAt }),
    ...(replaced && {
      newer: { id: primary.id, ...(primary.createdAt !== undefined && { createdAt: primary.createdAt }) },
    }),
  };
}

/** Each message once: those that are younger than what was heard last. */
function saidSince({ messages = [] }: ServiceState, { startedAt }: Rollout, { last }: Look): readonly ServiceMessage[] {
  const heard = last?.saidAt;
  return messages.filter(({ at }) => at >= startedAt && (heard === undefined || at > heard));
}

function mostDesired({ desired }: ServiceState, { last }: Look): Pick<ServiceMeasurement, "mostDesired"> {
  const before = last?.mostDesired ?? last?.desired ?? 0;
  return before > desired ? { mostDesired: before } : {};
}

function capacityOf(
  { controller, desired, running, minimumHealthyPercent }: ServiceState,
  { at, last }: Look,
): Pick<ServiceMeasurement, "capacity"> {
  if (controller !== "ECS" || running === undefined || minimumHealthyPercent === undefined) return {};
  return { capacity: capacityAfter(last?.capacity, { running, desired, minimumHealthyPercent }, at) };
}

async function deploymentOf(ecs: EcsReader, rollout: Rollout): Promise<ServiceDeployment | undefined> {
  const { serviceArn, serviceDeploymentArn, number } = rollout;
  if (serviceDeploymentArn !== undefined) return ecs.serviceDeployment(serviceDeploymentArn);
  return (await ecs.serviceDeployments(serviceArn)).find((deployment) => deployment.number === number);
}
