import type * as ecs from "@aws-sdk/client-ecs";
import { containerDefinition, tagMap } from "../../shared/aws/ecs-shapes.ts";
import { parseServiceArn } from "../../shared/domain/rollout.ts";
import type { ContainerFacts, DefinitionFacts, ServiceFacts } from "./facts.ts";

/** What ECS says of a service. The defaults are those of the ECS API reference. */
export function serviceFacts(service: ecs.Service): ServiceFacts {
  const configuration = service.deploymentConfiguration;
  const { enable = false, rollback = false } = configuration?.deploymentCircuitBreaker ?? {};
  const name = parseServiceArn(service.serviceArn ?? "");
  const primary = service.deployments?.find(({ status }) => status === "PRIMARY");
  const taskDefinition =
    service.taskDefinition ?? service.taskSets?.find(({ status }) => status === "PRIMARY")?.taskDefinition;
  return {
    arn: service.serviceArn ?? "",
    name: service.serviceName ?? name?.service ?? "",
    cluster: name?.cluster ?? "",
    region: name?.region ?? "",
    status: service.status ?? "UNKNOWN",
    controller: service.deploymentController?.type ?? "ECS",
    strategy: configuration?.strategy ?? "ROLLING",
    scheduling: service.schedulingStrategy ?? "REPLICA",
    platform: platformOf(service),
    desired: service.desiredCount ?? 0,
    minimumHealthyPercent: configuration?.minimumHealthyPercent ?? 100,
    maximumPercent: configuration?.maximumPercent ?? 200,
    breaker: { enable, rollback },
    alarms: { enable: configuration?.alarms?.enable ?? false, names: configuration?.alarms?.alarmNames ?? [] },
    graceSeconds: service.healthCheckGracePeriodSeconds ?? 0,
    balanced: (service.loadBalancers ?? []).flatMap(({ containerName }) => containerName ?? []),
    ...(taskDefinition !== undefined && { taskDefinitionArn: taskDefinition }),
    ...(primary?.rolloutState !== undefined && { rolloutState: primary.rolloutState }),
    tags: tagMap(service.tags),
  };
}

function platformOf({ launchType, capacityProviderStrategy = [] }: ecs.Service): string {
  const providers = capacityProviderStrategy.flatMap(({ capacityProvider }) => capacityProvider ?? []);
  return launchType ?? (providers.length > 0 ? providers.join(" and ") : "EC2");
}

export function definitionFacts(definition: ecs.TaskDefinition, tags: readonly ecs.Tag[] | undefined): DefinitionFacts {
  return {
    arn: definition.taskDefinitionArn ?? "",
    containers: (definition.containerDefinitions ?? []).map(containerFacts),
    tags: tagMap(tags),
  };
}

function containerFacts(container: ecs.ContainerDefinition): ContainerFacts {
  const check = container.healthCheck;
  // `NONE` switches a check off that the image brings along.
  const isChecked = check !== undefined && check.command?.[0] !== "NONE";
  return {
    ...containerDefinition(container),
    hasHealthCheck: isChecked,
    isVersionConsistent: container.versionConsistency !== "disabled",
    ...(isChecked && {
      healthCheck: {
        intervalSeconds: check.interval ?? 30,
        retries: check.retries ?? 3,
        startPeriodSeconds: check.startPeriod ?? 0,
      },
    }),
  };
}
