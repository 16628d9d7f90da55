import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, Billing, TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { Construct } from "constructs";
import type { Permission } from "./permission.ts";

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table of all evidence, by release. It outlives its stack, and deleting it takes two deliberate steps. */
export class EvidenceTable extends Construct {
  readonly table: TableV2;
  /** Read and write single items and one partition. Nobody may delete: evidence goes by expiry only. */
  readonly access: Permission;
  /** Find the validations that are due for a look, and the rollouts of a service. */
  readonly readIndex: Permission;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, "Table", {
      partitionKey: text("PK"),
      sortKey: text("SK"),
      billing: Billing.onDemand(),
      timeToLiveAttribute: "expiresAt",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [
        { indexName: "GSI1", partitionKey: text("GSI1PK"), sortKey: text("GSI1SK") },
        { indexName: "GSI2", partitionKey: text("GSI2PK"), sortKey: text("GSI2SK") },
      ],
    });
    this.access = {
      actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem"],
      resources: [this.table.tableArn],
    };
    this.readIndex = { actions: ["dynamodb:Query"], resources: [`${this.table.tableArn}/index/GSI1`] };
  }
}
