import type { Code } from "aws-cdk-lib/aws-lambda";
import type { StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { FunctionFolder } from "../statemachine/tasks.ts";
import type { StageConfig } from "./config.ts";
import type { EvidencePage } from "./evidence-page.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Notifications } from "./notifications.ts";

/** What the functions of a stack share. */
export interface FunctionProps {
  readonly config: StageConfig;
  readonly evidence: EvidenceTable;
  readonly notifications: Notifications;
  /** The bundle of a function. */
  readonly code: (folder: FunctionFolder) => Code;
  /** Where commit statuses lead; to the console when the stage has none. */
  readonly page?: EvidencePage | undefined;
}

/** Of a function that starts the workflow. */
export interface StarterProps extends FunctionProps {
  readonly stateMachine: StateMachine;
}

/** The variables of every function that reads or keeps evidence. */
export function evidenceEnvironment({ config, evidence }: Pick<FunctionProps, "config" | "evidence">) {
  return { EVIDENCE_TABLE: evidence.table.tableName, EVIDENCE_DAYS: String(config.evidenceDays) };
}
