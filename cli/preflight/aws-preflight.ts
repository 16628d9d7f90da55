import { CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  type ECSClientConfig,
} from "@aws-sdk/client-ecs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { call } from "../../shared/aws/call.ts";
import { defaultLimits } from "../../shared/aws/clients.ts";
import { ecsReader } from "../../shared/aws/ecs-reader.ts";
import { logGroups } from "../../shared/aws/log-groups.ts";
import { ssmProfiles } from "../../shared/aws/profiles.ts";
import { registrations } from "../../shared/aws/registrations.ts";
import { serviceCatalogue } from "../../shared/aws/service-catalogue.ts";
import { ValidatorError } from "../../shared/errors.ts";
import { lambdaPlatform } from "../../shared/platform.ts";
import { awsTable } from "../evidence/aws-table.ts";
import type { AlarmFacts, DefinitionFacts } from "./facts.ts";
import type { PreflightPorts } from "./ports.ts";
import { definitionFacts, serviceFacts } from "./service-facts.ts";

/** Settings that every client of the SDK takes. */
export type ClientSettings = Pick<ECSClientConfig, "region" | "credentials" | "maxAttempts" | "requestHandler">;

export interface PreflightPlaces {
  /** SSM path before `/profiles/<cluster>/<service>`. */
  readonly profilePrefix: string;
  /** The evidence table, where registrations are; without one nobody has registered anything. */
  readonly table?: string | undefined;
  readonly region?: string | undefined;
}

/** As the shipped functions set up their clients. */
export function awsSettings(region: string | undefined): ClientSettings {
  return {
    maxAttempts: defaultLimits.attempts,
    requestHandler: lambdaPlatform.transport(defaultLimits),
    ...(region !== undefined && { region }),
  };
}

/** AWS, or wherever AWS_ENDPOINT_URL_* points. */
export function awsPreflight(
  settings: ClientSettings,
  { profilePrefix, table, region }: PreflightPlaces,
): PreflightPorts {
  const ecs = new ECSClient(settings);
  const cloudwatch = new CloudWatchClient(settings);
  const known = table === undefined ? undefined : registrations(awsTable(table, region));
  return {
    service: async ({ cluster, service }) => {
      const { services = [] } = await call("ecs:DescribeServices", `${cluster}/${service}`, () =>
        ecs.send(new DescribeServicesCommand({ cluster, services: [service], include: ["TAGS"] })),
      );
      return services[0] && serviceFacts(services[0]);
    },
    names: serviceCatalogue(ecs),
    deployments: ecsReader(ecs).serviceDeployments,
    definition: (arn) => definition(ecs, arn),
    registered: async (serviceArn, taskDefinitionArn) => known?.find(serviceArn, taskDefinitionArn),
    profile: ({ cluster, service }) => ssmProfiles(new SSMClient(settings), profilePrefix).find(cluster, service),
    logClass: logGroups((logRegion) => new CloudWatchLogsClient({ ...settings, region: logRegion })).logClass,
    alarms: (names) => alarmStates(cloudwatch, names),
  };
}

async function definition(ecs: ECSClient, arn: string): Promise<DefinitionFacts | undefined> {
  try {
    const { taskDefinition, tags } = await call("ecs:DescribeTaskDefinition", arn, () =>
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn, include: ["TAGS"] })),
    );
    return taskDefinition && definitionFacts(taskDefinition, tags);
  } catch (error) {
    // ECS answers ClientException for a task definition that is gone.
    if (error instanceof ValidatorError && error.name === "DependencyRefused") return undefined;
    throw error;
  }
}

/** As many alarms as DescribeAlarms takes and returns at once (CloudWatch API reference). */
const alarmsPerCall = 100;

/** Without AlarmTypes composite alarms are left out. */
async function alarmStates(cloudwatch: CloudWatchClient, names: readonly string[]): Promise<readonly AlarmFacts[]> {
  const found: AlarmFacts[] = [];
  for (let from = 0; from < names.length; from += alarmsPerCall) {
    const AlarmNames = names.slice(from, from + alarmsPerCall);
    const { MetricAlarms = [], CompositeAlarms = [] } = await call(
      "cloudwatch:DescribeAlarms",
      AlarmNames.join(", "),
      () =>
        cloudwatch.send(
          new DescribeAlarmsCommand({
            AlarmNames,
            AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
            MaxRecords: alarmsPerCall,
          }),
        ),
    );
    for (const { AlarmName: name, StateValue: state } of [...MetricAlarms, ...CompositeAlarms])
      if (name !== undefined) found.push({ name, ...(state !== undefined && { state }) });
  }
  return found;
}
