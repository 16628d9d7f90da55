import type { ContainerFacts, DefinitionFacts, PreflightFacts, ServiceFacts } from "../../cli/preflight/facts.ts";
import type { FoundProfile } from "../../shared/ports/profiles.ts";
import { resolveProfile } from "../../shared/schema/resolve-profile.ts";
import { at, region, serviceArn, taskDefinitionArn } from "./a-rollout.ts";
import { aServiceDeployment } from "./a-service-measurement.ts";
import { aContainerDefinition } from "./a-task-definition.ts";

/** `shop` on Fargate behind a load balancer: 2 tasks, 100 to 200 %, breaker with rollback, 60 s of grace. */
export function someServiceFacts(over: Partial<ServiceFacts> = {}): ServiceFacts {
  return {
    arn: serviceArn,
    name: "shop",
    cluster: "production",
    region,
    status: "ACTIVE",
    controller: "ECS",
    strategy: "ROLLING",
    scheduling: "REPLICA",
    platform: "FARGATE",
    desired: 2,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    breaker: { enable: true, rollback: true },
    alarms: { enable: true, names: ["shop-5xx"] },
    graceSeconds: 60,
    balanced: ["app"],
    taskDefinitionArn,
    rolloutState: "COMPLETED",
    tags: {},
    ...over,
  };
}

/** The container `app`: health check every 30 s with 3 retries after 40 s, awslogs in blocking mode, full identity. */
export function someContainerFacts(over: Partial<ContainerFacts> = {}): ContainerFacts {
  return {
    ...aContainerDefinition(),
    healthCheck: { intervalSeconds: 30, retries: 3, startPeriodSeconds: 40 },
    isVersionConsistent: true,
    ...over,
  };
}

export function aDefinition(...containers: readonly Partial<ContainerFacts>[]): { readonly value: DefinitionFacts } {
  const all = containers.length === 0 ? [{}] : containers;
  return { value: { arn: taskDefinitionArn, containers: all.map(someContainerFacts), tags: {} } };
}

/** As preflight holds the profile that was found. */
export function aFoundProfile(
  text: string | undefined,
): Pick<PreflightFacts, "profile" | "resolved" | "identityNames"> {
  const found: FoundProfile | undefined =
    text === undefined ? undefined : { text, source: "/prefix/profiles/production/shop" };
  const { resolved, identityNames } = resolveProfile(found, "shop");
  return { profile: { value: found }, resolved, identityNames };
}

export const aGoodProfile = `
checks:
  - { name: started, kind: log-signature, container: app, expect: [{ pattern: Started }] }
`;

/** Nothing is to be said against deploying it. */
export function aPreflight(over: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    now: at(300),
    service: someServiceFacts(),
    deployments: { value: [aServiceDeployment()] },
    definition: aDefinition(),
    registered: { value: undefined },
    ...aFoundProfile(aGoodProfile),
    logGroups: [{ container: "app", group: "/ecs/shop", region, logClass: { value: "STANDARD" } }],
    logReach: { value: { prefixes: ["/ecs/"], otherRegions: [] } },
    insights: { value: "enabled" },
    siblings: { value: [] },
    alarms: { value: [{ name: "shop-5xx", state: "OK" }] },
    ...over,
  };
}
