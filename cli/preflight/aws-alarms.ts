import { type CloudWatchClient, DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { call } from "../../shared/aws/call.ts";
import type { AlarmFacts } from "./facts.ts";

/** As many alarms as DescribeAlarms takes and returns at once (CloudWatch API reference). */
const alarmsPerCall = 100;

/** The states of those alarms that exist. Without AlarmTypes composite alarms are left out. */
export async function alarmStates(
  cloudwatch: CloudWatchClient,
  names: readonly string[],
): Promise<readonly AlarmFacts[]> {
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
