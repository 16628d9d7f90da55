import { CfnOutput, Stack } from "aws-cdk-lib";
import { ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { StringParameter } from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";
import { logReachText } from "../shared/schema/log-reach.ts";
import { logReachParameter, tableParameter } from "../shared/schema/parameter-names.ts";
import type { StageConfig } from "./config.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import { acknowledgeWildcards, type Permission } from "./permission.ts";
import { inspectServices, keepApplies, keepDecisions, readEvidence, registerReleases } from "./pipeline-permissions.ts";

export interface PipelineAccessProps {
  readonly evidence: EvidenceTable;
  readonly config: Pick<StageConfig, "profilePrefix" | "logGroupPrefixes" | "otherLogRegions">;
}

/** What pipelines and people need to ask for verdicts: the table's name, what the functions may read, and policies for whoever owns their roles to attach. */
export class PipelineAccess extends Construct {
  constructor(scope: Construct, id: string, { evidence, config }: PipelineAccessProps) {
    super(scope, id);
    const { profilePrefix, logGroupPrefixes, otherLogRegions } = config;
    const published = new StringParameter(this, "EvidenceTableName", {
      parameterName: tableParameter(profilePrefix),
      stringValue: evidence.table.tableName,
      description: "Name of the evidence table, for the command line",
    });
    const readable = new StringParameter(this, "ReadableLogs", {
      parameterName: logReachParameter(profilePrefix),
      stringValue: logReachText(logGroupPrefixes, otherLogRegions),
      description: "Log groups that the functions may read, for preflight",
    });
    const place = {
      table: evidence.table.tableArn,
      tableParameter: published.parameterArn,
      logReachParameter: readable.parameterArn,
      profiles: Stack.of(this).formatArn({
        service: "ssm",
        resource: "parameter",
        resourceName: `${profilePrefix.slice(1)}/profiles/*`,
      }),
    };
    this.policy("ReadEvidence", "wait, gate, evidence and history", readEvidence(place));
    this.policy("InspectServices", "preflight", inspectServices(place));
    this.policy("KeepDecisions", "decide, gate --hotfix", [...readEvidence(place), ...keepDecisions(place)]);
    this.policy("KeepApplies", "applied", keepApplies(place));
    this.policy("RegisterReleases", "register", registerReleases(place));
  }

  private policy(id: string, commands: string, permissions: readonly Permission[]): void {
    const policy = new ManagedPolicy(this, id, {
      description: `What the commands need: ${commands}`,
      statements: permissions.map(
        ({ actions, resources, conditions }) =>
          new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }),
      ),
    });
    for (const { resources, wildcardReason } of permissions)
      if (wildcardReason !== undefined) acknowledgeWildcards(policy, resources, wildcardReason);
    new CfnOutput(Stack.of(this), `${id}PolicyArn`, { value: policy.managedPolicyArn });
  }
}
