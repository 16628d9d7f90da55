import { type Duration, Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule, ContextAttribute, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { ReconcileEnv } from "../shared/schema/environment.ts";
import { scheduleSource } from "../shared/schema/reconcile-input.ts";
import { noEvidencePage } from "./evidence-page.ts";
import { evidenceEnvironment, type StarterProps } from "./function-props.ts";
import { permit } from "./permission.ts";
import { listServices, readSecret, readServiceDeployments } from "./read-permissions.ts";
import { ValidatorFunction } from "./validator-function.ts";
import { readExecutions } from "./workflow.ts";

/** The function that repairs what was left undone, and the schedule that calls it. A call that fails is not kept: the next one does the same. */
export class Reconcile extends Construct {
  readonly reconciler: ValidatorFunction;

  constructor(scope: Construct, id: string, props: StarterProps) {
    super(scope, id);
    const { config, code, evidence, notifications, stateMachine, page } = props;
    const token = Secret.fromSecretNameV2(this, "GitLabToken", config.gitlabTokenSecret);
    this.reconciler = new ValidatorFunction(this, "Reconcile", {
      folder: "reconcile",
      code: code("reconcile"),
      env: ReconcileEnv,
      environment: {
        ...evidenceEnvironment(props),
        ...(page?.environment ?? noEvidencePage),
        STATE_MACHINE_ARN: stateMachine.stateMachineArn,
        GITLAB_HOST: config.gitlabHost,
        GITLAB_TOKEN_SECRET: config.gitlabTokenSecret,
        NOTIFICATION_TOPIC_ARN: notifications.topic.topicArn,
      },
      permissions: [
        evidence.access,
        evidence.readIndex,
        ...listServices(this),
        readServiceDeployments(this),
        { actions: ["states:StartExecution"], resources: [stateMachine.stateMachineArn] },
        readExecutions(this),
        readSecret(token),
        ...(page ? [page.readKey] : []),
        ...notifications.announce,
      ],
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.["reconcile"],
    });
    this.schedule(config.reconcileEvery);
  }

  /** Not the construct of the CDK: that one's role may call every version of the function. */
  private schedule(every: Duration): void {
    const { functionArn } = this.reconciler.lambda;
    const conditions = { StringEquals: { "aws:SourceAccount": Stack.of(this).account } };
    const role = new Role(this, "ScheduleRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", { conditions }),
    });
    permit(role, { actions: ["lambda:InvokeFunction"], resources: [functionArn] });
    new CfnSchedule(this, "Schedule", {
      description: "Looks for rollouts without a validation and validations without an end.",
      scheduleExpression: ScheduleExpression.rate(every).expressionString,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ source: scheduleSource, time: `${ContextAttribute.scheduledTime}` }),
        // The next call does the same work.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 },
      },
    });
  }
}
