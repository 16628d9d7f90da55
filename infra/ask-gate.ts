import { ArnFormat, Duration, Stack } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { AskGateEnv } from "../shared/schema/environment.ts";
import { gateDetailType } from "../shared/schema/gate-event.ts";
import { tableParameter } from "../shared/schema/parameter-names.ts";
import { eventSource } from "../shared/schema/verdict-event.ts";
import type { FunctionFolder } from "../statemachine/tasks.ts";
import type { StageConfig } from "./config.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Permission } from "./permission.ts";
import { ValidatorFunction } from "./validator-function.ts";

export interface AskGateProps {
  readonly config: StageConfig;
  readonly evidence: EvidenceTable;
  readonly code: (folder: FunctionFolder) => Code;
}

/** The function that an orchestrator asks whether something may go. It reads evidence, of other Regions too where the stage names them, and writes none. */
export class AskGate extends Construct {
  readonly gate: ValidatorFunction;

  constructor(scope: Construct, id: string, { config, evidence, code }: AskGateProps) {
    super(scope, id);
    this.gate = new ValidatorFunction(this, "AskGate", {
      folder: "ask-gate",
      code: code("ask-gate"),
      env: AskGateEnv,
      environment: {
        EVIDENCE_TABLE: evidence.table.tableName,
        EVIDENCE_DAYS: String(config.evidenceDays),
        PROFILE_PREFIX: config.profilePrefix,
      },
      permissions: [
        { actions: ["dynamodb:Query"], resources: [evidence.table.tableArn, `${evidence.table.tableArn}/index/GSI1`] },
        ...config.gateRegions.flatMap((region) => readOtherRegion(this, region, config)),
        tellDecisions(this),
      ],
      timeout: Duration.seconds(60),
      memoryMegabytes: 256,
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.["ask-gate"],
    });
  }
}

/** The stack of another Region has the same name, and its table a name that CloudFormation makes from it. */
function readOtherRegion(scope: Construct, region: string, { profilePrefix }: StageConfig): readonly Permission[] {
  const stack = Stack.of(scope);
  const parameter = {
    service: "ssm",
    region,
    resource: "parameter",
    resourceName: tableParameter(profilePrefix).slice(1),
  };
  const table = stack.formatArn({
    service: "dynamodb",
    region,
    resource: "table",
    resourceName: `${stack.stackName}-*`,
  });
  return [
    {
      actions: ["ssm:GetParameter"],
      resources: [stack.formatArn({ ...parameter, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    },
    {
      actions: ["dynamodb:Query"],
      resources: [table],
      wildcardReason: "CloudFormation makes the table's name from the stack's; the wildcard also takes its index.",
    },
  ];
}

function tellDecisions(scope: Construct): Permission {
  const bus = { service: "events", resource: "event-bus", resourceName: "default" };
  return {
    actions: ["events:PutEvents"],
    resources: [Stack.of(scope).formatArn({ ...bus, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    conditions: { StringEquals: { "events:source": eventSource, "events:detail-type": gateDetailType } },
  };
}
