import type * as z from "zod/mini";
import { adoptTasks } from "../ecs/adopt-tasks.ts";
import type { ClusterState, Transition } from "../ecs/cluster-state.ts";
import { service as serviceOf } from "../ecs/cluster-state.ts";
import {
  completeDeployment,
  completeRollback,
  failDeployment,
  failRollback,
  stopDeployment,
} from "../ecs/end-deployment.ts";
import { registerTaskDefinition, tagService } from "../ecs/service-change.ts";
import { currentServiceDeployment, isFinished, latestServiceDeployment } from "../ecs/service-deployment.ts";
import { startDeployment } from "../ecs/start-deployment.ts";
import { createTaskSet, promoteTaskSet } from "../ecs/task-sets.ts";
import { drain } from "./drain.ts";
import type { Release } from "./schema/service.ts";
import type { DeployEntry, RolloutEntry } from "./schema/timeline.ts";
import type { Stage } from "./stage.ts";
import { serviceTagsOf, taskDefinitionOf } from "./task-definition.ts";

/** A later deploy of the timeline. */
export function playDeploy(stage: Stage, { deploy: { release, force } }: z.infer<typeof DeployEntry>): void {
  const latest = stage.deploys.at(-1);
  if (force && latest) start(stage, latest.release, latest.taskDefinitionArn);
  else deploy(stage, release ?? stage.scenario.release);
}

/** UpdateService with a new task definition of the release. */
export function deploy(stage: Stage, release: Release): void {
  const { scenario, cluster } = stage;
  const { service } = scenario;
  const { launchType } = service;
  let taskDefinitionArn = "";
  cluster.apply((state, at) => {
    const definition = { family: service.name, ...taskDefinitionOf(service, release), launchType };
    const registered = registerTaskDefinition(state, definition, at);
    taskDefinitionArn = registered.arn;
    return registered;
  });
  cluster.apply((state) => tagService(state, service.name, serviceTagsOf(service, release)));
  start(stage, release, taskDefinitionArn);
}

function start({ scenario, cluster, ids, deploys, tell }: Stage, release: Release, taskDefinitionArn: string): void {
  const { name, controller } = scenario.service;
  const number = ids.revision();
  const id = `ecs-svc/${number}`;
  deploys.push({ number, release, taskDefinitionArn, tasks: [] });
  const wanted = { service: name, number, serviceDeploymentId: ids.serviceDeployment(), taskDefinitionArn };
  cluster.apply((state, at) =>
    controller === "ECS"
      ? startDeployment(state, wanted, at)
      : createTaskSet(state, name, { id, taskDefinitionArn, at }),
  );
  tell({ what: "deploy", deploymentId: id, release: release.id });
}

const usualReason = "ECS deployment circuit breaker: tasks failed to start.";

/** Drives the rollout's state by hand. */
export function playRollout(stage: Stage, entry: z.infer<typeof RolloutEntry>): void {
  const { rollout, reason = usualReason, alarms, keepsOldTasks } = entry;
  const { name, controller } = stage.scenario.service;
  if (controller !== "ECS") {
    playTaskSet(stage, rollout);
    return;
  }
  const apply = (transition: (state: ClusterState, at: string) => Transition): void => stage.cluster.apply(transition);
  requireOpen(stage, rollout);
  switch (rollout) {
    case "COMPLETED":
      if (keepsOldTasks) apply((state, at) => adoptTasks(state, name, at));
      drainOlder(stage);
      apply((state, at) => completeDeployment(state, name, at));
      break;
    case "FAILED":
      apply((state, at) => failDeployment(state, name, { reason, alarms, at }));
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
  const current = latestServiceDeployment(cluster.state().services[scenario.service.name]);
  if (current?.status !== "ROLLBACK_IN_PROGRESS" || rollbacks.has(current.arn)) return;
  rollbacks.add(current.arn);
  tellRollout(stage);
  time.at(time.elapsedSeconds() + scenario.ecs.rollbackTakes, () => {
    const now = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
    if (now.arn !== current.arn || isFinished(now.status)) return;
    finishRollback(stage);
    tellRollout(stage);
  });
}

/** CodeDeploy or an external controller moves on; ECS only shows the task sets. */
function playTaskSet(stage: Stage, rollout: string): void {
  if (rollout !== "COMPLETED") throw new Error(`A task set cannot become ${rollout}.`);
  stage.cluster.apply((state, at) => promoteTaskSet(state, stage.scenario.service.name, at));
  drainOlder(stage);
}

function finishRollback(stage: Stage): void {
  drainOlder(stage);
  stage.cluster.apply((state, at) => completeRollback(state, stage.scenario.service.name, at));
}

function requireOpen({ cluster, scenario }: Stage, wanted: string): void {
  const { status } = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
  const rollsBack = wanted.startsWith("ROLLBACK_");
  if (rollsBack ? status === "ROLLBACK_IN_PROGRESS" : status === "IN_PROGRESS") return;
  throw new Error(`The rollout cannot become ${wanted}: its service deployment is ${status}.`);
}

function drainOlder(stage: Stage): void {
  const { deployments, taskSets } = serviceOf(stage.cluster.state(), stage.scenario.service.name);
  const primary = deployments[0]?.id ?? taskSets[0]?.id;
  drain(stage, ({ startedBy }) => startedBy !== primary);
}

function tellRollout({ cluster, scenario, tell }: Stage): void {
  const {
    number,
    status,
    statusReason = "",
  } = currentServiceDeployment(serviceOf(cluster.state(), scenario.service.name));
  tell({ what: "rollout", deploymentId: `ecs-svc/${number}`, state: status, reason: statusReason });
}
