import type { Scenario } from "../../local/scenario/schema/scenario.ts";
import type { Listening } from "../../local/server/listen.ts";
import { gitlabToken } from "../../local/world/gitlab.ts";
import { evidenceTableName, lambdaEnvironment } from "../../local/world/names.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { commandName } from "../command-name.ts";
import { type Line, line, styled } from "../text/line.ts";

export interface Invitation {
  readonly listening: Listening;
  /** Real seconds until something happens. */
  readonly deployInSeconds: number;
}

/** How to look into the simulated services from another shell; every command works as it stands. */
export function invitation(
  { title, service, release }: Scenario,
  { listening, deployInSeconds }: Invitation,
): readonly Line[] {
  const { urls, environment } = listening;
  const variables = {
    ...environment,
    AWS_REGION: service.region,
    AWS_DEFAULT_REGION: service.region,
    EVIDENCE_TABLE: evidenceTableName,
  };
  const json = "-H 'Content-Type: application/x-amz-json-1.1'";
  const statuses = `${urls.gitlab}/api/v4/projects/${encodeURIComponent(release.project)}/repository/commits/${release.commit}/statuses`;
  return [
    line(styled("bold", title), styled("dim", `  simulated AWS and GitLab on ${urls.aws}`)),
    line("In another shell:"),
    ...Object.entries(variables).map(([name, value]) => line(`  export ${name}=${value}`)),
    line("then, for example:"),
    line(`  aws ecs list-tasks --cluster ${service.cluster}`),
    line(
      `  aws logs filter-log-events --log-group-name ${service.containers[0]?.logs.group ?? `/ecs/${service.name}`}`,
    ),
    line(`  aws stepfunctions list-executions --state-machine-arn ${lambdaEnvironment(service).stateMachineArn}`),
    line(`  ${commandName} evidence ${release.id}`),
    line(`  ${commandName} preflight ${service.cluster}/${service.name}`),
    line("or without any client:"),
    line(
      `  curl -s ${urls.aws} -H 'X-Amz-Target: AmazonEC2ContainerServiceV20141113.ListTasks' ${json} -d '{"cluster":"${service.cluster}"}'`,
    ),
    line(`  curl -s -H 'PRIVATE-TOKEN: ${gitlabToken}' '${statuses}'`),
    line("or in a browser, where each commit status leads to its evidence page:"),
    line(`  ${urls.gitlab}/`),
    line(),
    line(styled("dim", `The deploy comes in ${humanDuration(deployInSeconds)}.`)),
  ];
}
