import { DescribeServicesCommand, type ECSClient, type Service } from "@aws-sdk/client-ecs";
import { call } from "../../shared/aws/call.ts";
import { serviceCatalogue } from "../../shared/aws/service-catalogue.ts";
import { readDefinition } from "./aws-definition.ts";
import type { SiblingFacts } from "./facts.ts";
import { essential } from "./rule.ts";
import type { Target } from "./target.ts";

/** As many as DescribeServices takes (ECS API reference). */
const servicesPerCall = 10;

/**
 * The other services that want tasks, of the first page of the cluster's services. To read more would take from the account's
 * 20 DescribeTaskDefinition a second, by which deploys live too.
 */
export function awsSiblings(ecs: ECSClient): (service: Target) => Promise<readonly SiblingFacts[]> {
  return async ({ cluster, service }) => {
    const { arns } = await serviceCatalogue(ecs).services(cluster);
    const others = arns.filter((arn) => !arn.endsWith(`/${service}`));
    const found: SiblingFacts[] = [];
    for (let from = 0; from < others.length; from += servicesPerCall) {
      const services = await described(ecs, cluster, others.slice(from, from + servicesPerCall));
      found.push(...(await Promise.all(services.map((each) => sibling(ecs, each)))));
    }
    return found;
  };
}

async function described(ecs: ECSClient, cluster: string, services: string[]): Promise<readonly Service[]> {
  const answer = await call("ecs:DescribeServices", cluster, () =>
    ecs.send(new DescribeServicesCommand({ cluster, services })),
  );
  return (answer.services ?? []).filter(({ status, desiredCount = 0 }) => status === "ACTIVE" && desiredCount > 0);
}

async function sibling(ecs: ECSClient, { serviceName, taskDefinition: arn }: Service): Promise<SiblingFacts> {
  // A service of task sets has none of its own.
  const definition = arn === undefined ? undefined : await readDefinition(ecs, arn);
  const containers = definition === undefined ? [] : essential(definition);
  return { service: serviceName ?? "", images: containers.map(({ image }) => image) };
}
