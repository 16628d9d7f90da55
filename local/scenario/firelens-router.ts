import { createHash } from "node:crypto";
import { lastSegment } from "../ecs/place.ts";
import { runtimeId } from "../ecs/task-changes.ts";
import type { Service } from "./schema/service.ts";

export interface Printer {
  readonly service: Service;
  readonly container: Service["containers"][number];
  /** ARNs. */
  readonly task: string;
  readonly taskDefinition: string;
}

/** Docker cuts lines after 16 KB; the last part may be shorter. */
const partBytes = 16 * 1024;

/**
 * What a FireLens router writes of one line: a JSON record with the keys of Docker's fluentd log driver, and with the metadata of
 * FireLens unless that is switched off. A line of more than 16 KB becomes several records of the same time.
 */
export function routedRecords(
  printer: Printer,
  line: string,
): { readonly stream: string; readonly texts: readonly string[] } {
  const { service, container, task, taskDefinition } = printer;
  const metadata = {
    ecs_cluster: service.cluster,
    ecs_task_arn: task,
    ecs_task_definition: lastSegment(taskDefinition),
  };
  const record = {
    container_id: runtimeId(task, service.containers.indexOf(container)),
    container_name: containerName(printer),
    ...(container.logs.metadata ? metadata : {}),
    source: "stdout",
  };
  const parts = partsOf(line);
  const id = digest(`${task}\n${line}`, 64);
  const texts = parts.map((log, index) => {
    const cut = {
      partial_message: "true",
      partial_id: id,
      partial_ordinal: String(index + 1),
      partial_last: String(index + 1 === parts.length),
    };
    return JSON.stringify({ ...record, log, ...(parts.length > 1 ? cut : {}) });
  });
  return { stream: streamOf(printer), texts };
}

/** The router's prefix and the record's tag, or one name for all tasks. */
function streamOf({ container, task }: Printer): string {
  const { prefix = "from-fluent-bit/" } = container.logs;
  return prefix === "none" ? "firelens" : `${prefix}${container.name}-firelens-${lastSegment(task)}`;
}

/** On EC2 the ECS agent makes up a name for Docker, on Fargate it is the one of the task definition. */
function containerName({ service, container, task, taskDefinition }: Printer): string {
  if (service.launchType !== "EC2") return container.name;
  const name = container.name.replaceAll(/[^A-Za-z0-9-]/g, "");
  return `/ecs-${lastSegment(taskDefinition).replace(":", "-")}-${name}-${digest(task, 20)}`;
}

/** Cuts between characters, not inside of one. */
function partsOf(line: string): readonly string[] {
  if (Buffer.byteLength(line) <= partBytes) return [line];
  const parts: string[] = [];
  let part = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > partBytes) {
      parts.push(part);
      part = "";
      bytes = 0;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part];
}

function digest(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
