import type * as z from "zod/mini";
import type { ClusterState, Transition } from "../ecs/cluster-state.ts";
import { service as serviceOf } from "../ecs/cluster-state.ts";
import {
  completeDeployment,
  completeRollback,
  failDeployment,
  failRollback,
  stopDeployment,
} from "../ecs/end-deployment.ts";
import { lastSegment } from "../ecs/place.ts";
import { registerTaskDefinition, tagService } from "../ecs/service-change.ts";
import { currentServiceDeployment, isFinished } from "../ecs/service-deployment.ts";
import { startDeployment } from "../ecs/start-deployment.ts";
import { stopTask, taskStopped } from "../ecs/task-changes.ts";
import type { Release } from "./schema/service.ts";
import type { RolloutEntry } from "./schema/timeline.ts";
import type { Deploy, Stage } from "./stage.ts";
import { serviceTagsOf, taskDefinitionOf } from "./task-definition.ts";

/** UpdateService with a new task definition of the release. */
export function deploy(stage: Stage, release: Release): Deploy {
  const { scenario, cluster, ids, deploys, tell } = stage;
  const { service } = scenario;
  let taskDefinitionArn = "";
  cluster.apply((state, at) => {
    const registered = registerTaskDefinition(
      state,
      { family: service.name, ...taskDefinitionOf(service, release) },
      at,
    );
    taskDefinitionArn = registered.arn;
    return registered;
  });
  cluster.apply((state) => tagService(state, service.name, serviceTagsOf(service, release)));
  const number = ids.revision();
  const started: Deploy = { number, release, taskDefinitionArn, tasks: [] };
  deploys.push(started);
  cluster.apply((state, at) =>
    startDeployment(
      state,
      { service: service.name, number, serviceDeploymentId: ids.serviceDeployment(), taskDefinitionArn },
      at,
    ),
  );
  tell({ what: "deploy", deploymentId: `ecs-svc/${number}`, release: release.id });
  return started;
}

const usualReason = "ECS deployment circuit breaker: tasks failed to start.";

/** Drives the rollout's state by hand. */
export function playRollout(stage: Stage, { rollout, reason = usualReason }: z.infer<typeof RolloutEntry>): void {
  const { name } = stage.scenario.service;
  const apply = (transition: (state: ClusterState, at: string) => Transition): void => stage.cluster.apply(transition);
  requireOpen(stage, rollout);
  switch (rollout) {
    case "COMPLETED":
      drain(stage, (startedBy, primary) => startedBy !== primary);
      apply((state, at) => completeDeployment(state, name, at));
      break;
    case "FAILED":
      apply((state, at) => failDeployment(state, name, { reason, at }));
      break;
    case "ROLLBACK_SUCCESSFUL":
      finishRollback(stage);
      break;
    case "ROLLBACK_FAILED":
      apply((state, at) => failRollback(state, name, { reason, at }));
      break;
    case "STOPPED":
      apply((state, at) => stopDeployment(state, name, { reason, at }));
      break;
    default:
      rollout satisfies never;
  }
  tellRollout(stage);
}

/** After the breaker tripped by itself, the rollback completes by itself. */
export function followRollback(stage: Stage): void {
  const { cluster, scenario, time, rollbacks } = stage;
  const current = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
  if (current.status !== "ROLLBACK_IN_PROGRESS" || rollbacks.has(current.arn)) return;
  rollbacks.add(current.arn);
  tellRollout(stage);
  time.at(time.elapsedSeconds() + scenario.ecs.rollbackTakes, () => {
    const now = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
    if (now.arn !== current.arn || isFinished(now.status)) return;
    finishRollback(stage);
    tellRollout(stage);
  });
}

function finishRollback(stage: Stage): void {
  drain(stage, (startedBy, primary) => startedBy !== primary);
  stage.cluster.apply((state, at) => completeRollback(state, stage.scenario.service.name, at));
}

function requireOpen({ cluster, scenario }: Stage, wanted: string): void {
  const { status } = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
  const rollsBack = wanted.startsWith("ROLLBACK_");
  if (rollsBack ? status === "ROLLBACK_IN_PROGRESS" : status === "IN_PROGRESS") return;
  throw new Error(`The rollout cannot become ${wanted}: its service deployment is ${status}.`);
}

/** ECS stops tasks that the service no longer wants, with the reason of a normal drain (docs/facts/ecs.md 3.2). */
function drain({ cluster, scenario, tell }: Stage, isUnwanted: (startedBy: string, primary: string) => boolean): void {
  const primary = serviceOf(cluster.state(), scenario.service.name).deployments[0]?.id ?? "";
  const stop = {
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: `Scaling activity initiated by (deployment ${primary})`,
  };
  const own = Object.values(cluster.state().tasks).filter(({ service }) => service === scenario.service.name);
  for (const { arn, startedBy, desiredStatus, containers } of own) {
    if (desiredStatus === "STOPPED" || !isUnwanted(startedBy, primary)) continue;
    const ended = { ...stop, containers: Object.fromEntries(containers.map(({ name }) => [name, { exitCode: 143 }])) };
    cluster.apply((state, at) => stopTask(state, { arn, ...ended }, at));
    cluster.apply((state, at) => taskStopped(state, { arn, ...ended }, at));
    tell({ what: "task", task: lastSegment(arn), status: "STOPPED", reason: stop.stoppedReason });
  }
}

function tellRollout({ cluster, scenario, tell }: Stage): void {
  const {
    number,
    status,
    statusReason = "",
  } = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
  tell({ what: "rollout", deploymentId: `ecs-svc/${number}`, state: status, reason: statusReason });
}
