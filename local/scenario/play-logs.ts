import type * as z from "zod/mini";
import { addSeconds } from "../../shared/domain/time.ts";
import { lastSegment } from "../ecs/place.ts";
import { taskOf } from "../ecs/task-changes.ts";
import { routedRecords } from "./firelens-router.ts";
import { tasksOf } from "./play-tasks.ts";
import type { FileEntry, LagEntry, LinesEntry, LogEntry } from "./schema/timeline.ts";
import type { Stage } from "./stage.ts";
import { logPlace, logStream, reachesCloudWatch } from "./task-definition.ts";

type Writing = z.infer<typeof LogEntry> | z.infer<typeof LinesEntry> | z.infer<typeof FileEntry>;

/** Writes an entry's records, task by task: all at its moment, a millisecond apart, or spread evenly. */
export function playLines(stage: Stage, entry: Writing): void {
  const records = recordsOf(stage, entry);
  for (const arn of tasksOf(stage, entry)) {
    records.forEach((record, index) => {
      const offset = entry.over === undefined ? 0 : (entry.over * index) / records.length;
      const write = (): void =>
        writeLine(stage, arn, {
          ...entry,
          text: record.replaceAll("{n}", String(index + 1)),
          sameMoment: entry.over === undefined ? index : 0,
        });
      if (offset === 0) write();
      else stage.time.at(stage.time.elapsedSeconds() + offset, write);
    });
  }
}

function recordsOf({ fileText }: Stage, entry: Writing): readonly string[] {
  if ("lines" in entry) return entry.lines.trimEnd().split("\n");
  if ("file" in entry) return fileText(entry.file).trimEnd().split("\n");
  const text = typeof entry.log === "string" ? entry.log.trimEnd() : JSON.stringify(entry.log);
  const filled = entry.bytes === undefined ? text : text.padEnd(entry.bytes, "x");
  return Array.from({ length: entry.repeat ?? 1 }, () => filled);
}

interface Line {
  readonly text: string;
  readonly container?: string | undefined;
  readonly late?: number | undefined;
  /** Milliseconds that keep records of one moment in their order. */
  readonly sameMoment: number;
}

function writeLine(
  { scenario: { service }, cluster, deploys, logs, time, tell }: Stage,
  arn: string,
  line: Line,
): void {
  const task = lastSegment(arn);
  const container = service.containers.find(({ name }) => line.container === undefined || name === line.container);
  if (!container) throw new Error(`The service has no container ${line.container}.`);
  if (taskOf(cluster.state(), arn).startedAt === undefined)
    throw new Error(`The task ${task} cannot log before it is RUNNING.`);
  const at = addSeconds(time.clock.now(), line.sameMoment / 1000);
  const text = line.text.replaceAll("{time}", at).replaceAll("{task}", task);
  tell({ what: "line", task, container: container.name, text });
  if (!reachesCloudWatch(container)) return;
  const { group, region } = logPlace(service, container);
  const taskDefinition = deploys.find(({ tasks }) => tasks.includes(arn))?.taskDefinitionArn ?? "";
  const written =
    container.logs.driver === "awslogs"
      ? { stream: logStream(service, container, arn), texts: [text] }
      : routedRecords({ service, container, task: arn, taskDefinition }, text);
  for (const each of written.texts)
    logs.put({ group, region, stream: written.stream }, { at, text: each, ingestedAt: addSeconds(at, line.late ?? 0) });
}

export function playLag({ logs }: Stage, { lag: { tail, insights } }: z.infer<typeof LagEntry>): void {
  logs.change({
    ...(tail === undefined ? {} : { tailLagSeconds: tail }),
    ...(insights === undefined ? {} : { insightsLagSeconds: insights }),
  });
}
