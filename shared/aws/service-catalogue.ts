import { DescribeServicesCommand, type ECSClient, ListClustersCommand, ListServicesCommand } from "@aws-sdk/client-ecs";
import type { ServiceCatalogue } from "../ports/ecs.ts";
import { call } from "./call.ts";
import { serviceState } from "./ecs-shapes.ts";

/** Half of what a page may hold (ECS API reference: 100), so that one run of reconcile takes few services more than it wants. */
const servicesPerPage = 50;
const clustersPerPage = 100;

/** Every service of the account and Region, by ListClusters, ListServices and DescribeServices. */
export function serviceCatalogue(ecs: ECSClient): ServiceCatalogue {
  return {
    clusters: async () => {
      const arns: string[] = [];
      let nextToken: string | undefined;
      do {
        const token = nextToken !== undefined && { nextToken };
        const page = await call("ecs:ListClusters", "*", () =>
          ecs.send(new ListClustersCommand({ maxResults: clustersPerPage, ...token })),
        );
        arns.push(...(page.clusterArns ?? []));
        nextToken = page.nextToken || undefined;
      } while (nextToken !== undefined);
      return arns;
    },
    services: async (cluster, token) => {
      const { serviceArns = [], nextToken } = await call("ecs:ListServices", cluster, () =>
        ecs.send(
          new ListServicesCommand({
            cluster,
            maxResults: servicesPerPage,
            ...(token !== undefined && { nextToken: token }),
          }),
        ),
      );
      return { arns: serviceArns, ...(nextToken && { next: nextToken }) };
    },
    describe: async (cluster, arns) => {
      const { services = [] } = await call("ecs:DescribeServices", cluster, () =>
        ecs.send(new DescribeServicesCommand({ cluster, services: [...arns] })),
      );
      return services.map(serviceState);
    },
  };
}
