import { Stack } from "aws-cdk-lib";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { Construct } from "constructs";
import { ReceiveEventEnv } from "../shared/schema/environment.ts";
import { DeadLetterQueue } from "./dead-letter-queue.ts";
import { evidenceEnvironment, type StarterProps } from "./function-props.ts";
import { ValidatorFunction } from "./validator-function.ts";
import { wakeWorkflow } from "./workflow.ts";

/** The function that EventBridge calls: it starts validations and wakes those that wait. */
export class ReceiveEvent extends Construct {
  readonly receiver: ValidatorFunction;
  /** Events that the function refused three times, with the reason. */
  readonly failedEvents: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: StarterProps) {
    super(scope, id);
    const { config, code, evidence, stateMachine } = props;
    this.failedEvents = new DeadLetterQueue(this, "FailedEvents", "failed-events");
    this.receiver = new ValidatorFunction(this, "ReceiveEvent", {
      folder: "receive-event",
      code: code("receive-event"),
      env: ReceiveEventEnv,
      environment: {
        ...evidenceEnvironment(props),
        STATE_MACHINE_ARN: stateMachine.stateMachineArn,
        ACCOUNT_ID: Stack.of(this).account,
      },
      permissions: [
        evidence.access,
        { actions: ["states:StartExecution"], resources: [stateMachine.stateMachineArn] },
        wakeWorkflow(this),
      ],
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.["receive-event"],
      onFailure: new SqsDestination(this.failedEvents.queue),
    });
  }
}
