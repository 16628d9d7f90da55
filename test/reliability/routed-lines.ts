import * as z from "zod/mini";
import type { Instant } from "../../shared/domain/time.ts";

const Routed = z.object({
  log: z.string(),
  container_name: z.string(),
  ecs_task_arn: z.optional(z.string()),
  partial_id: z.optional(z.string()),
  partial_ordinal: z.optional(z.string()),
});

/** A line that a task wrote, and whose. */
export interface LineFact {
  readonly taskId: string;
  readonly container: string;
  /** When the tail could return it. */
  readonly readableAt: Instant;
  readonly text: string;
}

/** A record of a log group, and when the tail could return it. */
export interface WrittenRecord {
  readonly text: string;
  readonly readableAt: string;
}

/** The lines that a FireLens router wrote as records of a log group, put together again where Docker cut them; undefined for other records. */
export function routedLines(
  records: readonly WrittenRecord[],
  containers: readonly string[],
): readonly (LineFact | undefined)[] {
  const read = records.map(({ text, readableAt }) => ({ readableAt, record: recordOf(text) }));
  return read.map(({ record, readableAt }) => {
    if (record === undefined) return undefined;
    const { partial_id: id, partial_ordinal: ordinal, ecs_task_arn: task = "" } = record;
    const parts = read.filter((each) => id !== undefined && each.record?.partial_id === id);
    const whole = parts.length === 0 ? record.log : inOrder(parts.flatMap((part) => part.record ?? []));
    const isFirst = ordinal === undefined || ordinal === "1";
    const text = isFirst ? whole : "";
    const latest = [readableAt, ...parts.map((part) => part.readableAt)].sort().at(-1) ?? readableAt;
    return {
      taskId: task.slice(task.lastIndexOf("/") + 1),
      container: containers.find((name) => isNamed(record.container_name, name)) ?? "",
      readableAt: latest,
      text,
    };
  });
}

function recordOf(text: string): z.infer<typeof Routed> | undefined {
  try {
    return Routed.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function inOrder(parts: readonly z.infer<typeof Routed>[]): string {
  const place = (part: z.infer<typeof Routed>): number => Number(part.partial_ordinal);
  return [...parts]
    .sort((one, other) => place(one) - place(other))
    .map(({ log }) => log)
    .join("");
}

/** On EC2 the name in Docker holds the container's between others. */
function isNamed(found: string, name: string): boolean {
  return found === name || found.includes(`-${name.replaceAll(/[^A-Za-z0-9-]/g, "")}-`);
}
