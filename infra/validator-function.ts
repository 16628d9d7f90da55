import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  type Code,
  type IDestination,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup, type RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { $ZodObject, $ZodShape } from "zod/v4/core";
import { deployedFunctionName } from "../shared/schema/dead-letters.ts";
import { functionLimits } from "../statemachine/function-limits.ts";
import type { BundledFolder } from "../statemachine/tasks.ts";
import { acknowledgeWildcards, type Permission, permit } from "./permission.ts";

export interface ValidatorFunctionProps<Shape extends $ZodShape> {
  /** The function's folder under functions/. */
  readonly folder: BundledFolder;
  readonly code: Code;
  readonly env: $ZodObject<Shape>;
  /** The compiler asks for exactly the variables that the function parses. */
  readonly environment: { readonly [Name in keyof NoInfer<Shape>]: string };
  readonly permissions: readonly Permission[];
  readonly logRetention: RetentionDays;
  readonly reservedConcurrency?: number | undefined;
  /** Where an event goes that the function could not handle, when it is called asynchronously. */
  readonly onFailure?: IDestination;
}

/** One Lambda function with a role, a log group and rights of its own. */
export class ValidatorFunction<Shape extends $ZodShape = $ZodShape> extends Construct {
  readonly lambda: LambdaFunction;

  constructor(scope: Construct, id: string, props: ValidatorFunctionProps<Shape>) {
    super(scope, id);
    const { seconds, megabytes } = functionLimits[props.folder];
    const functionName = deployedFunctionName(Stack.of(this).stackName, props.folder);
    const logGroup = new LogGroup(this, "Logs", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    permit(role, { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] });
    for (const permission of props.permissions) permit(role, permission);
    this.lambda = new LambdaFunction(this, "Function", {
      functionName,
      code: props.code,
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      environment: props.environment,
      timeout: Duration.seconds(seconds),
      memorySize: megabytes,
      tracing: Tracing.ACTIVE,
      ...(props.reservedConcurrency !== undefined && { reservedConcurrentExecutions: props.reservedConcurrency }),
      ...(props.onFailure && { onFailure: props.onFailure, retryAttempts: 2 }),
    });
    acknowledgeWildcards(
      role,
      ["*"],
      "Active tracing: X-Ray knows no resources for PutTraceSegments and PutTelemetryRecords.",
    );
  }
}
