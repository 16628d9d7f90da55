import { lastSegment } from "../ecs/place.ts";
import { stopTask, taskOf, taskStopped } from "../ecs/task-changes.ts";
import type { Stage } from "./stage.ts";

/** ECS stops a task that the service no longer wants, with the reason of a normal drain (docs/facts/ecs.md 3.2); it is gone after `ecs.drainTakes`. */
export function drainTask({ cluster, scenario, time, tell }: Stage, arn: string): void {
  const { service, startedBy: deploymentId, desiredStatus, containers } = taskOf(cluster.state(), arn);
  if (desiredStatus === "STOPPED") return;
  const owner = cluster.state().services[service];
  const newest = owner?.deployments[0]?.id ?? owner?.taskSets[0]?.id ?? "";
  const ended = {
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: `Scaling activity initiated by (deployment ${newest})`,
    containers: Object.fromEntries(containers.map(({ name }) => [name, { exitCode: 143 }])),
  };
  const stopped = (): void => {
    cluster.apply((state, at) => taskStopped(state, { arn, ...ended }, at));
    tell({ what: "task", task: lastSegment(arn), deploymentId, status: "STOPPED", reason: ended.stoppedReason });
  };
  cluster.apply((state, at) => stopTask(state, { arn, ...ended }, at));
  const { drainTakes } = scenario.ecs;
  if (drainTakes === 0) stopped();
  else time.at(time.elapsedSeconds() + drainTakes, stopped);
}

/** Drains every task of the service that is not wanted. */
export function drain(
  stage: Stage,
  isUnwanted: (task: { readonly arn: string; readonly startedBy: string }) => boolean,
): void {
  const own = Object.values(stage.cluster.state().tasks).filter(
    ({ service, desiredStatus }) => service === stage.scenario.service.name && desiredStatus === "RUNNING",
  );
  for (const task of own.filter(isUnwanted)) drainTask(stage, task.arn);
}
