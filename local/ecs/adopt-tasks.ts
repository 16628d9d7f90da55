import type { ClusterState } from "./cluster-state.ts";
import { service, type Transition } from "./cluster-state.ts";
import { taskEvent } from "./task-events.ts";

/**
 * The PRIMARY deployment counts the tasks that are there as its own, without replacing one: a rollout that is green and never
 * rolled. No page of AWS describes it; it is what the check `artifact` is there to catch.
 */
export function adoptTasks(state: ClusterState, name: string, at: string): Transition {
  const [primary] = service(state, name).deployments;
  if (!primary) throw new Error(`The service ${name} was never deployed.`);
  const adopted = Object.values(state.tasks)
    .filter((task) => task.service === name && task.desiredStatus === "RUNNING" && task.startedBy !== primary.id)
    .map((task) => ({ ...task, startedBy: primary.id, version: task.version + 1, updatedAt: at }));
  return {
    state: { ...state, tasks: { ...state.tasks, ...Object.fromEntries(adopted.map((task) => [task.arn, task])) } },
    events: adopted.map((task) => taskEvent(state, task)),
  };
}
