import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import type { BundledFolder } from "../statemachine/tasks.ts";
import { AskGate } from "./ask-gate.ts";
import type { StageConfig } from "./config.ts";
import { EventRules } from "./event-rules.ts";
import { EvidencePage } from "./evidence-page.ts";
import { EvidenceTable } from "./evidence-table.ts";
import { Health } from "./health.ts";
import { Notifications } from "./notifications.ts";
import { PipelineAccess } from "./pipeline-access.ts";
import { Profiles } from "./profiles.ts";
import { ReceiveEvent } from "./receive-event.ts";
import { Reconcile } from "./reconcile.ts";
import { ReleasesDashboard } from "./releases-dashboard.ts";
import { Workflow } from "./workflow.ts";
import { WorkflowFunctions } from "./workflow-functions.ts";

export interface ValidatorStackProps {
  readonly config: StageConfig;
  /** The bundle of a function. */
  readonly code: (folder: BundledFolder) => Code;
}

/** The validator of one account and Region. */
export class ValidatorStack extends Stack {
  constructor(scope: Construct, id: string, { config, code }: ValidatorStackProps) {
    super(scope, id, {
      stackName: id,
      description: "Validates every Amazon ECS rollout of this account and Region after the deployment.",
      terminationProtection: config.terminationProtection,
      ...(config.env && { env: config.env }),
    });
    const evidence = new EvidenceTable(this, "Evidence");
    const page =
      config.evidencePage && new EvidencePage(this, "EvidencePage", { ...config.evidencePage, config, evidence, code });
    const notifications = new Notifications(this, "Notifications", config);
    const functions = new WorkflowFunctions(this, "Functions", { config, evidence, notifications, code, page });
    const { stateMachine } = new Workflow(this, "Workflow", {
      functions: functions.byFolder,
      logRetention: config.logRetention,
    });
    const events = new ReceiveEvent(this, "ReceiveEvent", { config, evidence, notifications, code, stateMachine });
    const repair = new Reconcile(this, "Reconcile", { config, evidence, notifications, code, stateMachine, page });
    const gate = new AskGate(this, "AskGate", { config, evidence, code });
    const rules = new EventRules(this, "Rules", {
      receiver: events.receiver.lambda,
      reconciler: repair.reconciler.lambda,
      stateMachine,
    });
    new Health(this, "Health", {
      config,
      stateMachine,
      functions: {
        ...functions.byFolder,
        "receive-event": events.receiver,
        reconcile: repair.reconciler,
        "ask-gate": gate.gate,
        ...(page && { "show-evidence": page.shower }),
      },
      deadLetters: { "failed-events": events.failedEvents.queue, ...rules.undelivered, ...notifications.untold },
    });
    new ReleasesDashboard(this, "Releases");
    new Profiles(this, "Profiles", config);
    new PipelineAccess(this, "PipelineAccess", { evidence, config });
    new CfnOutput(this, "EvidenceTableName", { value: evidence.table.tableName });
    if (page !== undefined) new CfnOutput(this, "EvidencePageUrl", { value: page.url });
    new CfnOutput(this, "AskGateArn", { value: gate.gate.lambda.functionArn });
    new CfnOutput(this, "StateMachineArn", { value: stateMachine.stateMachineArn });
  }
}
