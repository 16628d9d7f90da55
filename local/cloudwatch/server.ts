import type { DescribeAlarmsInput, DescribeAlarmsOutput, StateValue } from "@aws-sdk/client-cloudwatch";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import { awsService } from "../server/aws-service.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";

/** An alarm and its state now. */
export interface SimulatedAlarm {
  readonly name: string;
  readonly state: StateValue;
}

/** DescribeAlarms by name, of metric alarms: all that a deployment's alarms need. Names that are not there are left out, as CloudWatch does. */
export function alarmsServer(alarms: () => readonly SimulatedAlarm[]): EmbeddedServer {
  return awsService({
    name: "cloudwatch",
    targetPrefix: "GraniteServiceVersion20100801",
    contentType: "application/x-amz-json-1.0",
    shapes: cloudwatch,
    operations: {
      DescribeAlarms: async ({
        AlarmNames,
        AlarmTypes = ["MetricAlarm"],
      }: DescribeAlarmsInput): Promise<DescribeAlarmsOutput> => ({
        MetricAlarms: AlarmTypes.includes("MetricAlarm")
          ? alarms()
              .filter(({ name }) => AlarmNames === undefined || AlarmNames.includes(name))
              .map(({ name, state }) => ({ AlarmName: name, StateValue: state }))
          : [],
        CompositeAlarms: [],
      }),
    },
  });
}
