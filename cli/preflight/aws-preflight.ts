import { DescribeClustersCommand, DescribeServicesCommand, type ECSClient } from "@aws-sdk/client-ecs";
import { call } from "../../shared/aws/call.ts";
import { cloudwatchClient, documentClient, ecsClient, ssmClient } from "../../shared/aws/clients.ts";
import { ecsReader } from "../../shared/aws/ecs-reader.ts";
import { evidenceTable } from "../../shared/aws/evidence-table.ts";
import { logGroups } from "../../shared/aws/log-groups.ts";
import { publishedLogReach } from "../../shared/aws/log-reach.ts";
import { logsClients } from "../../shared/aws/logs-clients.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { registrations } from "../../shared/aws/registrations.ts";
import { serviceCatalogue } from "../../shared/aws/service-catalogue.ts";
import { publishedTable } from "../../shared/aws/table-parameter.ts";
import type { Release } from "../../shared/domain/release.ts";
import type { Platform } from "../../shared/platform.ts";
import { defaultEvidenceDays } from "../../shared/schema/defaults.ts";
import { alarmStates } from "./aws-alarms.ts";
import { readDefinition } from "./aws-definition.ts";
import { awsSiblings } from "./aws-siblings.ts";
import type { PreflightPorts } from "./ports.ts";
import { serviceFacts } from "./service-facts.ts";

export interface PreflightPlaces {
  /** SSM path of what the Region's stack publishes, and of the profiles. */
  readonly prefix: string;
  /** The evidence table, when it is named; else the published one is asked. */
  readonly table?: string | undefined;
  readonly region?: string | undefined;
}

type Standing = Pick<Platform, "transport" | "clock">;

/** AWS, or wherever AWS_ENDPOINT_URL_* points. */
export function awsPreflight(platform: Standing, places: PreflightPlaces): PreflightPorts {
  const { prefix, region } = places;
  const ecs = ecsClient(platform, region);
  const ssm = ssmClient(platform, region);
  return {
    service: async ({ cluster, service }) => {
      const { services = [] } = await call("ecs:DescribeServices", `${cluster}/${service}`, () =>
        ecs.send(new DescribeServicesCommand({ cluster, services: [service], include: ["TAGS"] })),
      );
      return services[0] && serviceFacts(services[0]);
    },
    names: serviceCatalogue(ecs),
    deployments: ecsReader(ecs).serviceDeployments,
    definition: (arn) => readDefinition(ecs, arn),
    registered: (...of) => registered(platform, places, of),
    profile: ({ cluster, service }) => ssmProfiles(ssm, prefix).find(cluster, service),
    logClass: logGroups(logsClients(platform)).logClass,
    logReach: () => publishedLogReach(ssm, prefix),
    insights: (cluster) => insights(ecs, cluster),
    siblings: awsSiblings(ecs),
    alarms: (names) => alarmStates(cloudwatchClient(platform, region), names),
  };
}

/** Where no validator is deployed nobody has registered anything. */
async function registered(
  platform: Standing,
  { prefix, region, table: named }: PreflightPlaces,
  of: Parameters<PreflightPorts["registered"]>,
): Promise<Release | undefined> {
  const table = named ?? (await publishedTable(ssmClient(platform, region), prefix));
  if (table === undefined) return undefined;
  const at = { table, days: defaultEvidenceDays, clock: platform.clock };
  return registrations(evidenceTable(documentClient(platform, region), at)).find(...of);
}

/** Without SETTINGS the answer holds none. */
async function insights(ecs: ECSClient, cluster: string): Promise<string | undefined> {
  const { clusters = [] } = await call("ecs:DescribeClusters", cluster, () =>
    ecs.send(new DescribeClustersCommand({ clusters: [cluster], include: ["SETTINGS"] })),
  );
  return clusters[0]?.settings?.find(({ name }) => name === "containerInsights")?.value;
}
