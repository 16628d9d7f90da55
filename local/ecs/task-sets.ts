import type { Instant } from "../../shared/domain/time.ts";
import { type ClusterState, service, type TaskSetRecord, type Transition, withService } from "./cluster-state.ts";

/** CreateTaskSet by CodeDeploy or an external controller: no deployment, no service deployment, no deployment event (docs/facts/ecs.md 1.5). */
export function createTaskSet(
  state: ClusterState,
  name: string,
  { id, taskDefinitionArn, at }: { id: string; taskDefinitionArn: string; at: Instant },
): Transition {
  const before = service(state, name);
  const status = before.taskSets.length === 0 ? ("PRIMARY" as const) : ("ACTIVE" as const);
  const created: TaskSetRecord = { id, status, taskDefinitionArn, createdAt: at, updatedAt: at, isSteady: false };
  return { state: withService(state, { ...before, taskSets: [created, ...before.taskSets] }), events: [] };
}

/** The newest task set takes over: it becomes PRIMARY, and the older ones are deleted. */
export function promoteTaskSet(state: ClusterState, name: string, at: Instant): Transition {
  const before = service(state, name);
  const [newest] = before.taskSets;
  if (newest === undefined) throw new Error(`The service ${name} has no task set.`);
  const primary: TaskSetRecord = { ...newest, status: "PRIMARY", isSteady: true, updatedAt: at };
  return { state: withService(state, { ...before, taskSets: [primary] }), events: [] };
}
