import { Construct } from "constructs";
import { AskGateEnv } from "../shared/schema/environment.ts";
import { gateDetailType } from "../shared/schema/gate-event.ts";
import type { StageConfig } from "./config.ts";
import { evidenceEnvironment, type FunctionProps } from "./function-props.ts";
import type { Permission } from "./permission.ts";
import { keepDecisions } from "./pipeline-permissions.ts";
import { putEvents } from "./put-events.ts";
import { otherTable, readOtherRegion } from "./read-other-region.ts";
import { readProfiles } from "./read-permissions.ts";
import { ValidatorFunction } from "./validator-function.ts";

/**
 * The function that an orchestrator asks whether something may go. It reads evidence and profiles, of other Regions too where the
 * stage names them, and keeps beside the evidence only that the hotfix lane was used.
 */
export class AskGate extends Construct {
  readonly gate: ValidatorFunction;

  constructor(scope: Construct, id: string, props: Pick<FunctionProps, "config" | "evidence" | "code">) {
    super(scope, id);
    const { config, evidence, code } = props;
    this.gate = new ValidatorFunction(this, "AskGate", {
      folder: "ask-gate",
      code: code("ask-gate"),
      env: AskGateEnv,
      environment: {
        ...evidenceEnvironment(props),
        PROFILE_PREFIX: config.profilePrefix,
      },
      permissions: [
        { actions: ["dynamodb:Query"], resources: [evidence.table.tableArn, `${evidence.table.tableArn}/index/GSI1`] },
        readProfiles(this, config),
        ...keepDecisions({ table: evidence.table.tableArn }),
        ...config.gateRegions.flatMap((region) => this.otherRegion(region, config)),
        putEvents(this, [gateDetailType]),
      ],
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.["ask-gate"],
    });
  }

  private otherRegion(region: string, config: StageConfig): readonly Permission[] {
    const keeping = keepDecisions({ table: otherTable(this, region) });
    const wildcardReason =
      "CloudFormation makes the table's name from the stack's; the condition holds it to decisions.";
    return [
      ...readOtherRegion(this, region, config),
      readProfiles(this, config, region),
      ...keeping.map((permission) => ({ ...permission, wildcardReason })),
    ];
  }
}
