import { Annotations, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import { pascalCase } from "../shared/schema/pascal-case.ts";
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
    this.checkAddresses(props.config);
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

  /** An alarm that nobody hears, or that says nothing of what to do, is none. */
  private checkAddresses({ runbook, alarmTopicArn }: StageConfig): void {
    if (runbook !== undefined && URL.parse(runbook)?.protocol !== "https:")
      throw new Error(
        `runbook: ${runbook} is no https address, and people read alarms where no file of this repository is`,
      );
    const missing = [
      alarmTopicArn === undefined && ["topic", "Alarms tell nobody: name a topic by alarmTopicArn"],
      runbook === undefined && ["runbook", "Alarms link to no article: name the address of docs/runbook.md by runbook"],
    ].filter((each) => each !== false);
    for (const [id, text] of missing)
      Annotations.of(this).addWarningV2(`ecs-rollout-validator:alarm-${id}`, `${text} in infra/config.ts.`);
  }

  private alarm(
    { name, means, article, metric, threshold, ...rest }: AlarmDefinition,
    runbook: string | undefined,
  ): Alarm {
    const { periods = 1, datapoints = periods, comparison, missing = TreatMissingData.NOT_BREACHING } = rest;
    return new Alarm(this, pascalCase(name), {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: `${means} What to do: ${runbook === undefined ? `"${article}" in docs/runbook.md` : `${runbook}#${anchor(article)}`}`,
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
