import { Duration } from "aws-cdk-lib";
import type { Code } from "aws-cdk-lib/aws-lambda";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { $ZodShape } from "zod/v4/core";
import { AnnounceEnv, EvidenceEnv, OpenValidationEnv, ReportStatusEnv } from "../shared/schema/environment.ts";
import type { FunctionFolder, TaskState, tasks } from "../statemachine/tasks.ts";
import type { StageConfig } from "./config.ts";
import { type EvidencePage, noEvidencePage } from "./evidence-page.ts";
import type { EvidenceTable } from "./evidence-table.ts";
import type { Notifications } from "./notifications.ts";
import {
  describeLogGroups,
  listTasks,
  readLogs,
  readProfiles,
  readQueries,
  readRevisions,
  readSecret,
  readServices,
  readStreamEnds,
  readTaskDefinitions,
  readTasks,
} from "./read-permissions.ts";
import { ValidatorFunction, type ValidatorFunctionProps } from "./validator-function.ts";
import { wakeWorkflow } from "./workflow.ts";

export type WorkflowFolder = (typeof tasks)[TaskState];

export interface FunctionsProps {
  readonly config: StageConfig;
  readonly evidence: EvidenceTable;
  readonly notifications: Notifications;
  readonly code: (folder: FunctionFolder) => Code;
  /** Where commit statuses lead; to the console when the stage has none. */
  readonly page?: EvidencePage | undefined;
}

type Own<Shape extends $ZodShape> = Pick<ValidatorFunctionProps<Shape>, "env" | "environment" | "permissions"> & {
  readonly seconds: number;
  readonly memoryMegabytes?: number;
};

/** The functions that serve the Task states of the workflow. */
export class WorkflowFunctions extends Construct {
  readonly byFolder: Readonly<Record<WorkflowFolder, ValidatorFunction>>;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { config, evidence, notifications, page } = props;
    const token = Secret.fromSecretNameV2(this, "GitLabToken", config.gitlabTokenSecret);
    const environment = evidenceEnvironment(props);
    const own = { env: EvidenceEnv, environment, permissions: [evidence.access], seconds: 60 };
    // Every time-out ends before the Task state's own, so that the workflow sees which function was slow.
    this.byFolder = {
      "open-validation": this.define("open-validation", props, {
        env: OpenValidationEnv,
        environment: { ...environment, PROFILE_PREFIX: config.profilePrefix },
        permissions: [
          evidence.access,
          readServices(this),
          readRevisions(this),
          readTaskDefinitions(),
          describeLogGroups(this, config),
          readProfiles(this, config),
        ],
        seconds: 60,
      }),
      "check-task-health": this.define("check-task-health", props, {
        ...own,
        permissions: [
          evidence.access,
          readServices(this),
          readRevisions(this),
          readTasks(this),
          listTasks(this),
          readStreamEnds(this, config),
        ],
      }),
      "check-log-signatures": this.define("check-log-signatures", props, {
        ...own,
        permissions: [evidence.access, readLogs(this, config), readQueries()],
        seconds: 90,
        // Matching thousands of lines is work, and Lambda gives processor time in proportion to memory.
        memoryMegabytes: 1024,
      }),
      "check-operations": this.define("check-operations", props, { ...own, permissions: [] }),
      "record-evidence": this.define("record-evidence", props, own),
      "await-signal": this.define("await-signal", props, {
        ...own,
        permissions: [evidence.access, wakeWorkflow(this)],
        seconds: 30,
      }),
      conclude: this.define("conclude", props, own),
      announce: this.define("announce", props, {
        env: AnnounceEnv,
        environment: { ...environment, NOTIFICATION_TOPIC_ARN: notifications.topic.topicArn },
        permissions: [evidence.access, evidence.agenda, ...notifications.announce],
        seconds: 20,
      }),
      "report-status": this.define("report-status", props, {
        env: ReportStatusEnv,
        environment: {
          ...environment,
          ...(page?.environment ?? noEvidencePage),
          GITLAB_HOST: config.gitlabHost,
          GITLAB_TOKEN_SECRET: config.gitlabTokenSecret,
        },
        permissions: [evidence.access, readSecret(token), ...(page ? [page.readKey] : [])],
        seconds: 90,
      }),
    };
  }

  private define<Shape extends $ZodShape>(folder: WorkflowFolder, { config, code }: FunctionsProps, own: Own<Shape>) {
    const { seconds, memoryMegabytes = 256, ...rest } = own;
    return new ValidatorFunction<Shape>(this, pascalCase(folder), {
      folder,
      code: code(folder),
      timeout: Duration.seconds(seconds),
      memoryMegabytes,
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.[folder],
      ...rest,
    });
  }
}

/** The variables of every function that keeps evidence. */
export function evidenceEnvironment({ config, evidence }: FunctionsProps) {
  return { EVIDENCE_TABLE: evidence.table.tableName, EVIDENCE_DAYS: String(config.evidenceDays) };
}

function pascalCase(folder: string): string {
  return folder.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
