import type { ContainerSnapshot } from "../../shared/domain/rollout.ts";
import { aContainer, region } from "./a-rollout.ts";
import { aTaskArn } from "./a-task.ts";
import { group } from "./log-evidence.ts";

/** The container `app`, whose router writes into the group `/ecs/shop`. */
export function aRoutedContainer(name = "app"): ContainerSnapshot {
  return aContainer({ name, logs: { driver: "awsfirelens", group, region, logClass: "STANDARD" } });
}

/** What a router on Fargate writes of a line of the app in task `t1`. */
export function aRecordText(over: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    container_id: "b202eacdb71a473e812e81eaf8f4f8c0-1057226457",
    container_name: "app",
    ecs_cluster: "production",
    ecs_task_arn: aTaskArn("t1"),
    ecs_task_definition: "shop:42",
    log: "Started App in 4.115 seconds",
    source: "stdout",
    ...over,
  });
}

/** One of the records of a line that Docker cut. */
export function aPartText(log: string, ordinal: number, id = "7bf32"): string {
  return aRecordText({
    log,
    partial_message: "true",
    partial_id: id,
    partial_ordinal: String(ordinal),
    partial_last: "false",
  });
}
