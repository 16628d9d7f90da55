import type { VirtualClock } from "../clock/virtual-clock.ts";
import type { EcsEvent } from "../ecs/cluster-state.ts";
import type { Ids } from "../ecs/ids.ts";
import type { Place } from "../ecs/place.ts";
import { latestServiceDeployment } from "../ecs/service-deployment.ts";
import { envelope } from "../events/envelope.ts";
import type { EventBus } from "../events/event-bus.ts";
import type { Happening } from "../scenario/change.ts";
import { schedule, setStage } from "../scenario/player.ts";
import type { ReadScenario } from "../scenario/read-scenario.ts";
import { type Stage, sinceDeploy } from "../scenario/stage.ts";
import type { PostedState } from "./gitlab.ts";
import { openSurroundings } from "./surroundings.ts";

export interface StageOptions {
  readonly read: ReadScenario;
  readonly time: VirtualClock;
  readonly lead: number;
  readonly ids: Ids;
  readonly tell: (happening: Happening) => void;
  readonly onPosted?: ((posted: PostedState) => void) | undefined;
  /** The player's list; whoever watches reads it too. */
  readonly deploys: Stage["deploys"];
  readonly bus: EventBus;
  readonly machine: Stage["machine"];
}

/** Time for late events after the last entry of a timeline. */
const settleSeconds = 30;

/** Puts up what a scenario acts on, with the older release running, and puts the scenario on the clock. */
export function openStage({ read, time, lead, ids, tell: tellAll, onPosted, deploys, bus, machine }: StageOptions) {
  let isListening = false;
  let hasPlayed = false;
  const tell: StageOptions["tell"] = (happening) => {
    if (isListening) tellAll(happening);
  };
  const onEvent = (event: EcsEvent, place: Place): void => {
    if (isListening) bus.put(envelope(ids.event(), place, { source: "aws.ecs", ...event }));
  };
  const surroundings = openSurroundings({
    read,
    time,
    sinceDeploy: () => sinceDeploy({ time, lead }),
    tell,
    onEvent,
    onPosted,
  });
  const { cluster, logs, gitlab } = surroundings;
  const stage: Stage = {
    ...withPipeline(read, gitlab.pipelineId),
    time,
    lead,
    ids,
    cluster,
    logs,
    putEvent: bus.put,
    tell,
    deploys,
    machine,
    rollbacks: new Set(),
  };
  // What the older release did is history: nobody listened.
  setStage(stage);
  isListening = true;
  const end = Math.max(schedule(stage), read.scenario.reconcile?.until ?? 0);
  time.at(lead + end + settleSeconds, () => {
    hasPlayed = true;
  });
  return { stage, surroundings, hasPlayed: () => hasPlayed && !isRollingBack(stage) };
}

/** A rollback that the breaker started by itself comes to its end without the timeline. */
function isRollingBack({ cluster, scenario, rollbacks }: Stage): boolean {
  const latest = latestServiceDeployment(cluster.state().services[scenario.service.name]);
  return latest?.status === "ROLLBACK_IN_PROGRESS" && rollbacks.has(latest.arn);
}

/** The release knows the pipeline that deploys it, unless the scenario names another. */
function withPipeline(read: ReadScenario, pipelineId: string | undefined): ReadScenario {
  const { release } = read.scenario;
  if (pipelineId === undefined || release.pipelineId !== undefined) return read;
  return { ...read, scenario: { ...read.scenario, release: { ...release, pipelineId } } };
}
