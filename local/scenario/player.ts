import { completeDeployment } from "../ecs/end-deployment.ts";
import type { ServiceKind } from "../ecs/native-rollout.ts";
import { createService } from "../ecs/service-change.ts";
import { promoteTaskSet } from "../ecs/task-sets.ts";
import { playedAs } from "./entry-error.ts";
import { playAction, playEvent, playMessage } from "./play-events.ts";
import { playLag, playLines } from "./play-logs.ts";
import { deploy, playDeploy, playRollout } from "./play-rollout.ts";
import { playDesired, playService, playStage, playTaskDefinition } from "./play-service.ts";
import { playHealth, playStatus } from "./play-tasks.ts";
import type { Release, Service } from "./schema/service.ts";
import type { TimelineEntry } from "./schema/timeline.ts";
import type { Deploy, Stage } from "./stage.ts";
import { logPlace, reachesCloudWatch } from "./task-definition.ts";

/** Sets the stage: log groups, the service, and the older release running since the clock's start. */
export function setStage(stage: Stage): void {
  const { scenario, cluster, logs, deploys } = stage;
  const { service, olderRelease } = scenario;
  for (const container of service.containers) {
    const { group, region } = logPlace(service, container);
    if (reachesCloudWatch(container)) logs.createGroup({ group, region }, container.logs.class);
  }
  cluster.apply((state, at) =>
    createService(
      state,
      { name: service.name, desired: service.desired, breaker: service.circuitBreaker, kind: kindOf(service) },
      at,
    ),
  );
  if (olderRelease === "none") {
    deploys.push(nothingBefore(scenario.release));
    return;
  }
  deploy(stage, olderRelease);
  playStatus(stage, { at: -stage.lead, tasks: "all", status: "RUNNING" });
  playHealth(stage, { at: -stage.lead, tasks: "all", health: "HEALTHY" });
  cluster.apply((state, at) =>
    service.controller === "ECS"
      ? completeDeployment(state, service.name, at)
      : promoteTaskSet(state, service.name, at),
  );
}

function kindOf({ strategy, ...service }: Service): ServiceKind {
  const { name, bake, step, stepBake, hooks } = strategy;
  const minutes = { bakeMinutes: bake / 60, stepBakeMinutes: stepBake / 60 };
  const { controller, scheduling, launchType, alarms, targetGroups } = service;
  const settled = { name, stepPercent: step, hooks, ...minutes };
  return { controller, scheduling, launchType, alarms, targetGroups, strategy: settled };
}

/** Holds number 0, so that the first deploy is number 1. */
function nothingBefore(release: Release): Deploy {
  return { number: "0", release, taskDefinitionArn: "", tasks: [] };
}

/** Puts the first deploy and the whole timeline on the clock; returns the last moment, in seconds since the deploy. */
export function schedule(stage: Stage): number {
  const { scenario, time, lead } = stage;
  const moments = scenario.timeline.flatMap((entry, index) =>
    repetitions(entry).map((at) => ({ at, play: () => playedAs(index, () => play(stage, entry)) })),
  );
  // Array.sort is stable: entries of one moment keep the order in which they are written.
  const inOrder = moments.sort((one, other) => one.at - other.at);
  for (const moment of inOrder.filter(({ at }) => at < 0)) time.at(lead + moment.at, moment.play);
  time.at(lead, () => void deploy(stage, scenario.release));
  for (const moment of inOrder.filter(({ at }) => at >= 0)) time.at(lead + moment.at, moment.play);
  return Math.max(0, ...inOrder.map(({ at }) => at));
}

function repetitions({ at, every = 0, times = 1 }: TimelineEntry): readonly number[] {
  return Array.from({ length: times }, (_, index) => at + every * index);
}

/** Plays one entry now. */
function play(stage: Stage, entry: TimelineEntry): void {
  if ("status" in entry) playStatus(stage, entry);
  else if ("health" in entry) playHealth(stage, entry);
  else if ("log" in entry || "lines" in entry || "file" in entry) playLines(stage, entry);
  else if ("rollout" in entry) playRollout(stage, entry);
  else if ("deploy" in entry) playDeploy(stage, entry);
  else if ("desired" in entry) playDesired(stage, entry);
  else if ("stage" in entry) playStage(stage, entry);
  else if ("service" in entry) playService(stage, entry);
  else if ("taskDefinition" in entry) playTaskDefinition(stage, entry);
  else if ("action" in entry) playAction(stage, entry);
  else if ("message" in entry) playMessage(stage, entry);
  else if ("event" in entry) playEvent(stage, entry);
  else if ("lag" in entry) playLag(stage, entry);
  else if ("execution" in entry) abortExecutions(stage);
  else entry satisfies never;
}

/** StopExecution on every execution that runs. */
function abortExecutions({ machine }: Stage): void {
  for (const execution of machine.executions) if (execution.status === "RUNNING") execution.stop("ABORTED");
}
