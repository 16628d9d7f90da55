import type { DescribeAlarmsInput, DescribeAlarmsOutput, StateValue } from "@aws-sdk/client-cloudwatch";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import { awsService } from "../server/aws-service.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { rateQuotas } from "../server/rate-quota.ts";
import { metricData, type PublishedMetric } from "./metric-data.ts";

/** An alarm and its state now. */
export interface SimulatedAlarm {
  readonly name: string;
  readonly state: StateValue;
}

export interface SimulatedCloudwatch {
  readonly alarms: () => readonly SimulatedAlarm[];
  /** Nothing publishes any unless told. */
  readonly metrics?: () => readonly PublishedMetric[];
}

/**
 * DescribeAlarms by name, of metric alarms: all that a deployment's alarms need. Names that are not there are left out, as
 * CloudWatch does. GetMetricData within its quota of 50 calls a second (CloudWatch service quotas).
 */
export function simulatedCloudwatch({ alarms, metrics = () => [] }: SimulatedCloudwatch): EmbeddedServer {
  return awsService({
    name: "cloudwatch",
    targetPrefix: "GraniteServiceVersion20100801",
    contentType: "application/x-amz-json-1.0",
    shapes: cloudwatch,
    checks: [rateQuotas([{ operations: ["GetMetricData"], burst: 50, perSecond: 50 }])],
    operations: {
      GetMetricData: metricData(metrics),
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
