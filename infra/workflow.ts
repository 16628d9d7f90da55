import { ArnFormat, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import { definition } from "../statemachine/definition.ts";
import type { FunctionFolder } from "../statemachine/tasks.ts";
import { acknowledgeWildcards, type Permission, permit } from "./permission.ts";
import type { ValidatorFunction } from "./validator-function.ts";

export interface WorkflowProps {
  readonly functions: Readonly<Partial<Record<FunctionFolder, ValidatorFunction>>>;
  readonly logRetention: RetentionDays;
}

/**
 * Ends a wait of the workflow. Authorised on the state machine whose task the token belongs to (aws/aws-cdk pull 8486);
 * its ARN is made of its name, so that a function which the workflow calls can hold the permission too.
 */
export function wakeWorkflow(scope: Construct): Permission {
  const workflow = { service: "states", resource: "stateMachine", resourceName: workflowName(scope) };
  return {
    actions: ["states:SendTaskSuccess"],
    resources: [Stack.of(scope).formatArn({ ...workflow, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
  };
}

/** How executions of the workflow stand. */
export function readExecutions(scope: Construct): Permission {
  const execution = { service: "states", resource: "execution", resourceName: `${workflowName(scope)}:*` };
  return {
    actions: ["states:DescribeExecution"],
    resources: [Stack.of(scope).formatArn({ ...execution, arnFormat: ArnFormat.COLON_RESOURCE_NAME })],
    wildcardReason: "Every rollout has an execution of its own, of this one workflow.",
  };
}

function workflowName(scope: Construct): string {
  return `${Stack.of(scope).stackName}-validate-rollout`;
}

/** The workflow validate-rollout: the file in statemachine/ with the functions' ARNs in it. */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { functions, logRetention }: WorkflowProps) {
    super(scope, id);
    const stateMachineName = workflowName(this);
    const called = new Set<string>();
    const body = definition((folder) => {
      const arn = functions[folder]?.lambda.functionArn;
      if (arn === undefined) throw new Error(`The workflow calls ${folder}, but no function of that name serves it.`);
      called.add(arn);
      return arn;
    });
    this.stateMachine = new StateMachine(this, "StateMachine", {
      stateMachineName,
      // The file's own TimeoutSeconds holds; the property `timeout` is ignored for a definition given as text.
      definitionBody: DefinitionBody.fromString(body),
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(this, "Logs", {
          // Groups of this prefix need no entry of their own in the Region's log resource policy, whose size is limited.
          logGroupName: `/aws/vendedlogs/states/${stateMachineName}`,
          retention: logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ERROR,
        includeExecutionData: false,
      },
    });
    permit(this.stateMachine.role, { actions: ["lambda:InvokeFunction"], resources: [...called] });
    acknowledgeWildcards(
      this.stateMachine.role,
      ["*"],
      "Delivery of logs and traces: neither logs:*LogDelivery, logs:*ResourcePolic* nor xray:Put* and xray:GetSampling* know resources.",
    );
    Validations.of(this.stateMachine).acknowledge({
      id: "AwsSolutions-SF1",
      reason:
        "Errors only: the evidence table tells the whole story of a validation, and logging every event costs more than the validation.",
    });
  }
}
