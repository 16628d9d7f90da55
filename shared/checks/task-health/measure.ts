import type { ServiceMeasurement } from "../../domain/evidence.ts";
import type { Rollout } from "../../domain/rollout.ts";
import { hinderingMessages } from "../../domain/service-messages.ts";
import type { ServiceDeployment } from "../../domain/service-state.ts";
import type { EcsReader } from "../../ports/ecs.ts";

/** What ECS says about the rollout now: its service deployment, its live counts, and the deployment that took its place. */
export async function measureService(ecs: EcsReader, rollout: Rollout): Promise<ServiceMeasurement> {
  const service = await ecs.service(rollout.serviceArn);
  if (service === undefined) return { serviceStatus: "MISSING", desired: 0 };
  const serviceDeployment = service.controller === "ECS" ? await deploymentOf(ecs, rollout) : undefined;
  const deployment = service.deployments.find(({ id }) => id === rollout.deploymentId);
  const primary = service.deployments.find(({ status }) => status === "PRIMARY");
  const messages = hinderingMessages(service.messages ?? [], rollout.startedAt);
  const replaced = primary !== undefined && primary.id !== rollout.deploymentId;
  return {
    serviceStatus: service.status,
    desired: service.desired,
    ...(serviceDeployment !== undefined && { serviceDeployment }),
    ...(deployment !== undefined && { deployment }),
    ...(messages.length > 0 && { messages }),
    ...(replaced && {
      newer: { id: primary.id, ...(primary.createdAt !== undefined && { createdAt: primary.createdAt }) },
    }),
  };
}

async function deploymentOf(ecs: EcsReader, rollout: Rollout): Promise<ServiceDeployment | undefined> {
  const { serviceArn, serviceDeploymentArn, number } = rollout;
  if (serviceDeploymentArn !== undefined) return ecs.serviceDeployment(serviceDeploymentArn);
  return (await ecs.serviceDeployments(serviceArn)).find((deployment) => deployment.number === number);
}
