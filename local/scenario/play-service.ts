import type * as z from "zod/mini";
import { service as serviceOf } from "../ecs/cluster-state.ts";
import { failDeployment } from "../ecs/end-deployment.ts";
import { enterStage } from "../ecs/lifecycle.ts";
import { deleteService, retireTaskDefinition, setDesired } from "../ecs/service-change.ts";
import { drain } from "./drain.ts";
import { followRollback } from "./play-rollout.ts";
import type { DesiredEntry, ServiceEntry, StageEntry, TaskDefinitionEntry } from "./schema/timeline.ts";
import { deployOf, type Stage } from "./stage.ts";

/** Autoscaling: the newest tasks that are too many are drained. */
export function playDesired(stage: Stage, { desired }: z.infer<typeof DesiredEntry>): void {
  const { cluster, scenario } = stage;
  const { name } = scenario.service;
  cluster.apply((state) => setDesired(state, name, desired));
  const { deployments, taskSets } = serviceOf(cluster.state(), name);
  const primary = deployments[0]?.id ?? taskSets[0]?.id;
  const wanted = Object.values(cluster.state().tasks).filter(
    ({ service, startedBy, desiredStatus }) => service === name && startedBy === primary && desiredStatus === "RUNNING",
  );
  const surplus = new Set(wanted.slice(desired).map(({ arn }) => arn));
  drain(stage, ({ arn }) => surplus.has(arn));
}

/** A stage of a native blue/green, linear or canary rollout; a hook that fails begins the rollback. */
export function playStage(stage: Stage, change: z.infer<typeof StageEntry>): void {
  const { name } = stage.scenario.service;
  stage.cluster.apply((state, at) => enterStage(state, name, { change, at }));
  if (change.hook !== "FAILED" && change.hook !== "TIMED_OUT") return;
  const reason = `Lifecycle hook of ${change.stage} ${change.hook === "FAILED" ? "failed" : "timed out"}.`;
  stage.cluster.apply((state, at) => failDeployment(state, name, { reason, byHook: true, at }));
  followRollback(stage);
}

/** DeleteService, and what ECS makes of it in time. */
export function playService(stage: Stage, { service: status }: z.infer<typeof ServiceEntry>): void {
  if (status === "DRAINING") drain(stage, () => true);
  stage.cluster.apply((state) => deleteService(state, stage.scenario.service.name, status));
}

export function playTaskDefinition(stage: Stage, entry: z.infer<typeof TaskDefinitionEntry>): void {
  const { taskDefinitionArn } = deployOf(stage, entry.of);
  stage.cluster.apply((state) => retireTaskDefinition(state, taskDefinitionArn, entry.taskDefinition));
}
