import { registrations } from "../../shared/aws/registrations.ts";
import { isFullSha } from "../../shared/domain/identity.ts";
import { digestOf } from "../../shared/domain/image.ts";
import { isProject, isReleaseId } from "../../shared/domain/names.ts";
import type { Release } from "../../shared/domain/release.ts";
import { parseServiceArn } from "../../shared/domain/rollout.ts";
import type { Cli } from "../cli.ts";
import { type ExitCode, exitCode } from "../exit-code.ts";
import { UsageError } from "../failure.ts";
import { type TableOptions, tableIn } from "../regions/region-tables.ts";
import { line } from "../text/line.ts";
import { print } from "../text/print.ts";
import { awsTable } from "./aws-table.ts";

export interface RegisterOptions extends TableOptions {
  /** Of the table; the service's unless told. */
  readonly region?: string;
  readonly serviceArn: string;
  readonly taskDefinition: string;
  readonly release: string;
  readonly commit: string;
  readonly project?: string;
  readonly pipeline?: string;
  readonly ref?: string;
  readonly digest?: string;
}

/** Keeps a deployer's word on which release a task definition carries. */
export async function register(cli: Cli, options: RegisterOptions): Promise<ExitCode> {
  const { serviceArn, taskDefinition } = options;
  const problems = problemsOf(options);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const region = options.region ?? parseServiceArn(serviceArn)?.region ?? "";
  const table = await tableIn(cli, region, options);
  const release = releaseOf(options);
  await registrations(awsTable(table, region)).register(serviceArn, taskDefinition, release, cli.clock.now());
  print(cli.stdout, [line(`Registered: ${taskDefinition} carries ${release.id} (${release.commit}).`)]);
  return exitCode.passed;
}

function problemsOf({
  serviceArn,
  taskDefinition,
  release,
  commit,
  project,
  pipeline,
  digest,
}: RegisterOptions): readonly string[] {
  const isTaskDefinition = /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}:\d+$/.test(
    taskDefinition,
  );
  return [
    parseServiceArn(serviceArn) === undefined &&
      `--service-arn: ${serviceArn} is no ARN of an ECS service (arn:aws:ecs:<region>:<account>:service/<cluster>/<service>).`,
    !isTaskDefinition &&
      `--task-definition: ${taskDefinition} is no ARN of a task definition with its revision (arn:aws:ecs:<region>:<account>:task-definition/<family>:<revision>).`,
    !isReleaseId(release) &&
      `--release: ${release} is no release id: letters, digits and . _ + / : @ -, at most 128, no #.`,
    !isFullSha(commit) && `--commit: ${commit} is no full commit sha: 40 or 64 hex digits.`,
    project !== undefined &&
      !isProject(project) &&
      `--project: ${project} is neither an id nor a path such as group/project.`,
    digest !== undefined &&
      digestOf(digest) === undefined &&
      `--digest: ${digest} is no image digest: sha256: and 64 hex digits.`,
    pipeline !== undefined && !/^\d{1,20}$/.test(pipeline) && `--pipeline: ${pipeline} is no pipeline id: digits only.`,
  ].filter((problem) => problem !== false);
}

function releaseOf({ release, commit, project, pipeline, ref, digest }: RegisterOptions): Release {
  const image = digestOf(digest);
  return {
    id: release,
    source: "registration",
    commit: commit.toLowerCase(),
    ...(project && { project }),
    ...(pipeline && { pipelineId: pipeline }),
    ...(ref && { ref }),
    ...(image && { digest: image }),
  };
}
