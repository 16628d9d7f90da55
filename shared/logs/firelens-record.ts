import { jsonObject } from "./json-object.ts";
/**
 * One record of a FireLens router in CloudWatch Logs. The keys are those of Docker's fluentd log driver and of FireLens itself
 * (docs/facts/ecs.md 4.1); a router may be told to leave some of them out.
 */
export interface FirelensRecord {
  readonly taskArn: string;
  /** As the runtime calls the container, which is not always its name in the task definition. */
  readonly containerName: string;
  /** What the container printed. */
  readonly text: string;
  /** Docker cuts a line of more than 16 KB into parts. */
  readonly part?: RecordPart;
}

export interface RecordPart {
  /** The same in all parts of a line. */
  readonly id: string;
  /** Counted from 1. */
  readonly ordinal: number;
}

/** Reads a record; undefined for a line that does not say which task and container printed it. */
export function readRecord(line: string): FirelensRecord | undefined {
  const record = jsonObject(line);
  if (record === undefined) return undefined;
  const { ecs_task_arn: taskArn, container_name: containerName } = record;
  if (typeof taskArn !== "string" || typeof containerName !== "string") return undefined;
  const part = partOf(record);
  return { taskArn, containerName, text: textOf(record), ...(part !== undefined && { part }) };
}

/** Keys that the log driver and FireLens add to what the container printed. */
const added =
  /^(?:log|source|container_id|container_name|ecs_cluster|ecs_task_arn|ecs_task_definition|ec2_instance_id|partial_\w+)$/;

/** The text in `log`. A router that parses JSON lines takes them apart: then it is what it made of the line, without what was added. */
function textOf(record: Readonly<Record<string, unknown>>): string {
  const { log } = record;
  if (typeof log === "string") return log;
  const parsed = log ?? Object.fromEntries(Object.entries(record).filter(([key]) => !added.test(key)));
  return JSON.stringify(parsed);
}

/** Docker writes all of these as texts; a router may have made other types of them. */
function partOf(record: Readonly<Record<string, unknown>>): RecordPart | undefined {
  const { partial_message: isPart, partial_id: id, partial_ordinal: ordinal } = record;
  if (String(isPart) !== "true" || typeof id !== "string" || !/^\d{1,9}$/.test(String(ordinal))) return undefined;
  return { id, ordinal: Number(ordinal) };
}
