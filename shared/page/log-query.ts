import type { CheckConfigRecord, RolloutDossier } from "../domain/evidence.ts";
import type { ConsoleQuery } from "../domain/logs-console.ts";
import type { ContainerSnapshot } from "../domain/rollout.ts";
import { type Task, taskId } from "../domain/task.ts";
import { stoppedByItself } from "../domain/task-failures.ts";
import { addSeconds, latest } from "../domain/time.ts";
import { containerNames, expectedPatterns, otherPatterns } from "./check-config.ts";

/** Streams, or tasks, that a query names: more would make the link longer than browsers take. */
const mostStreams = 20;

/** What to ask in Logs Insights for the lines that a check judged, one query for each log group. */
export function logQueries(dossier: RolloutDossier, config: CheckConfigRecord): readonly ConsoleQuery[] {
  const { rollout } = dossier.record;
  const wanted = containerNames(config);
  const readable = rollout.containers.filter(
    ({ name, logs }) => logs?.group !== undefined && (wanted.length === 0 || wanted.includes(name)),
  );
  const byGroup = Map.groupBy(
    readable,
    ({ logs }) => `${logs?.region ?? rollout.name.region} ${logs?.group} ${logs?.driver === "awsfirelens"}`,
  );
  return [...byGroup.values()].map((containers) => {
    const [first] = containers;
    return {
      region: first?.logs?.region ?? rollout.name.region,
      group: first?.logs?.group ?? "",
      query: queryText(dossier, { containers, patterns: patternsOf(config) }),
      from: rollout.startedAt,
      to: addSeconds(latest([dossier.record.verdict?.at, dossier.coverage?.at]) ?? dossier.record.deadline, 60),
    };
  });
}

function patternsOf(config: CheckConfigRecord): readonly string[] {
  return [...expectedPatterns(config).flatMap(({ patterns }) => patterns), ...otherPatterns(config)];
}

interface Asked {
  readonly containers: readonly ContainerSnapshot[];
  readonly patterns: readonly string[];
}

function queryText({ tasks }: RolloutDossier, { containers, patterns }: Asked): string {
  // What a container printed is the field `log` of a FireLens record.
  const [sources, names, field, text] =
    containers[0]?.logs?.driver === "awsfirelens"
      ? (["tasks", ordered(tasks).map(({ taskArn }) => taskArn), "ecs_task_arn", "log"] as const)
      : (["streams", streamsOf(tasks, containers), "@logStream", "@message"] as const);
  const left = names.length - mostStreams;
  return [
    `fields @timestamp, @logStream, ${text}`,
    ...(left > 0 ? [`# the first ${mostStreams} of ${names.length} ${sources}`] : []),
    ...(names.length > 0 ? [`| filter ${field} in [${names.slice(0, mostStreams).map(quoted).join(", ")}]`] : []),
    ...(patterns.length > 0
      ? [`| filter ${patterns.map((pattern) => `${text} like /${slashed(pattern)}/`).join(" or ")}`]
      : []),
    "| sort @timestamp asc",
    "| limit 1000",
  ].join("\n");
}

/** Those that stopped by themselves first. */
function ordered(tasks: readonly Task[]): readonly Task[] {
  return tasks.toSorted((one, other) => Number(stoppedByItself(other)) - Number(stoppedByItself(one)));
}

function streamsOf(tasks: readonly Task[], containers: readonly ContainerSnapshot[]): readonly string[] {
  return ordered(tasks).flatMap((task) =>
    containers.flatMap(({ name, logs }) =>
      logs?.streamPrefix === undefined ? [] : [`${logs.streamPrefix}/${name}/${taskId(task)}`],
    ),
  );
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/** A slash would end the pattern. */
function slashed(pattern: string): string {
  return pattern.replaceAll(/(\\.)|\//g, (_, escaped?: string) => escaped ?? "\\/");
}
