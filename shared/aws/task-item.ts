import type { Task } from "../domain/task.ts";
import type { Item } from "./item.ts";

/** The health stands beside the task, so that an event, which carries none, does not make it forgotten. */
export function taskOf(item: Item): Task | undefined {
  const task = item["task"] as Task | undefined;
  const unhealthy = item["unhealthy"] as Task["unhealthy"];
  return task === undefined || unhealthy === undefined ? task : { ...task, unhealthy };
}
