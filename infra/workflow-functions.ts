import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { $ZodShape } from "zod/v4/core";
import { AnnounceEnv, EvidenceEnv, OpenValidationEnv, ReportStatusEnv } from "../shared/schema/environment.ts";
import { pascalCase } from "../shared/schema/pascal-case.ts";
import type { TaskState, tasks } from "../statemachine/tasks.ts";
import { noEvidencePage } from "./evidence-page.ts";
import { evidenceEnvironment, type FunctionProps } from "./function-props.ts";
import { joinNetwork, placeIn } from "./probe-network.ts";
import {
  describeLogGroups,
  describeServices,
  listTasks,
  readLogs,
  readMetrics,
  readProfiles,
  readQueries,
  readRevisions,
  readSecret,
  readServices,
  readStreamEnds,
  readTargetHealth,
  readTaskDefinitions,
  readTasks,
} from "./read-permissions.ts";
import { ValidatorFunction, type ValidatorFunctionProps } from "./validator-function.ts";
import { wakeWorkflow } from "./workflow.ts";

export type WorkflowFolder = (typeof tasks)[TaskState];

type Own<Shape extends $ZodShape> = Pick<ValidatorFunctionProps<Shape>, "env" | "environment" | "permissions">;

/** The functions that serve the Task states of the workflow. */
export class WorkflowFunctions extends Construct {
  readonly byFolder: Readonly<Record<WorkflowFolder, ValidatorFunction>>;

  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    const { config, evidence, notifications, page } = props;
    const token = Secret.fromSecretNameV2(this, "GitLabToken", config.gitlabTokenSecret);
    const environment = evidenceEnvironment(props);
    const own = { env: EvidenceEnv, environment, permissions: [evidence.access] };
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
      }),
      "check-operations": this.define("check-operations", props, {
        ...own,
        permissions: [evidence.access, ...(config.probeNetwork ? [joinNetwork] : [])],
      }),
      "record-evidence": this.define("record-evidence", props, own),
      "await-signal": this.define("await-signal", props, {
        ...own,
        permissions: [evidence.access, wakeWorkflow(this)],
      }),
      conclude: this.define("conclude", props, own),
      announce: this.define("announce", props, {
        env: AnnounceEnv,
        environment: { ...environment, NOTIFICATION_TOPIC_ARN: notifications.topic.topicArn },
        permissions: [evidence.access, evidence.readIndex, ...notifications.announce],
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
      }),
      "take-readings": this.define("take-readings", props, {
        ...own,
        permissions: [evidence.access, describeServices(this), readMetrics(), readTargetHealth()],
      }),
    };
    if (config.probeNetwork) placeIn(this.byFolder["check-operations"].lambda, config.probeNetwork);
  }

  private define<Shape extends $ZodShape>(folder: WorkflowFolder, { config, code }: FunctionProps, own: Own<Shape>) {
    return new ValidatorFunction<Shape>(this, pascalCase(folder), {
      folder,
      code: code(folder),
      logRetention: config.logRetention,
      reservedConcurrency: config.reservedConcurrency?.[folder],
      ...own,
    });
  }
}
