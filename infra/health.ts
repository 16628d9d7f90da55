import { Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { type AlarmDefinition, alarmDefinitions, type Watched } from "./alarm-definitions.ts";
import type { StageConfig } from "./config.ts";
import { HealthDashboard } from "./dashboard.ts";

export interface HealthProps extends Watched {
  readonly config: StageConfig;
}

/** The alarms on the validator itself, each with its article in the runbook, and the dashboard that shows them. */
export class Health extends Construct {
  constructor(scope: Construct, id: string, props: HealthProps) {
    super(scope, id);
    const { runbook, alarmTopicArn } = props.config;
    const topic = alarmTopicArn === undefined ? undefined : Topic.fromTopicArn(this, "Topic", alarmTopicArn);
    const alarms = alarmDefinitions(props).map((definition) => {
      const alarm = this.alarm(definition, runbook);
      if (topic !== undefined) {
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
      }
      return alarm;
    });
    new HealthDashboard(this, "Dashboard", { ...props, alarms });
  }

  private alarm({ name, means, article, metric, threshold, ...rest }: AlarmDefinition, runbook: string): Alarm {
    const { periods = 1, datapoints = periods, comparison, missing = TreatMissingData.NOT_BREACHING } = rest;
    return new Alarm(this, pascalCase(name), {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${means} What to do: ${runbook}#${anchor(article)}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      datapointsToAlarm: datapoints,
      comparisonOperator: comparison ?? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: missing,
    });
  }
}

/** The anchor that GitLab and GitHub give a heading: lower case, words joined by hyphens, no punctuation. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
