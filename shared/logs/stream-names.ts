import type { LogTarget, StreamPlace } from "../domain/log.ts";
import type { ContainerSnapshot, Rollout } from "../domain/rollout.ts";
import { type Task, taskId } from "../domain/task.ts";
import { type FirelensRecords, firelensRecords, firelensTargets } from "./firelens-streams.ts";
import type { StreamOwner } from "./stream-owner.ts";

export interface RolloutStreams {
  readonly targets: readonly LogTarget[];
  /** By `group` + newline + `stream`. */
  readonly owners: ReadonlyMap<string, StreamOwner>;
  /** Whose the records of the FireLens group are; absent when no container logs there. */
  readonly firelens?: FirelensRecords;
  readonly unreadable: readonly { readonly container: string; readonly reason: string }[];
}

/** Prefixes that may stand inside a query: CloudWatch allows quotes and `|` too, which would end the quoted text. The rest of a stream's name is ECS's. */
const safePrefix = /^[A-Za-z0-9_./-]{1,256}$/;

/**
 * Where the lines of this rollout's started tasks stand. Streams are computed and never discovered: `prefix/container/task-id`, or the
 * container's runtime id without a prefix. Through FireLens they are the records of these tasks in the group that the profile names.
 */
export function rolloutStreams(rollout: Rollout, tasks: readonly Task[]): RolloutStreams {
  const started = tasks.filter(hasStarted);
  const places = rollout.containers.map((container) => ({ container, place: readablePlace(container) }));
  const unreadable = places.flatMap(({ container, place }) =>
    typeof place === "string" ? [{ container: container.name, reason: place }] : [],
  );
  const readable = places.flatMap(({ container, place }) =>
    typeof place === "string" ? [] : [{ container, place: { ...place, id: idOf(rollout, place) } }],
  );
  const { targets, owners } = streamTargets(
    readable.filter(({ container }) => !isFirelens(container)),
    started,
  );
  const recorded = readable.filter(({ container }) => isFirelens(container));
  const [record] = recorded;
  if (record === undefined) return { targets, owners, unreadable };
  const containers = recorded.map(({ container }) => container.name);
  return {
    targets: [...targets, ...firelensTargets(record.place, started)],
    owners,
    firelens: firelensRecords(record.place.group, { tasks: started, containers }),
    unreadable,
  };
}

interface Readable {
  readonly container: ContainerSnapshot;
  readonly place: Place & Pick<LogTarget, "id">;
}

function streamTargets(
  readable: readonly Readable[],
  started: readonly Task[],
): Pick<RolloutStreams, "targets" | "owners"> {
  const owners = new Map<string, StreamOwner>();
  const targets = new Map<string, LogTarget & { readonly streams: string[] }>();
  for (const { container, place } of readable) {
    const target = targets.get(place.id) ?? { ...place, streams: [] };
    targets.set(place.id, target);
    for (const task of started) {
      const stream = streamName(container, task);
      if (stream === undefined) continue;
      target.streams.push(stream);
      owners.set(ownerKey(place.group, stream), { taskId: taskId(task), container: container.name });
    }
  }
  return { targets: [...targets.values()].flatMap(inPortions), owners };
}

/** A space stands in no group's name. */
function idOf({ name }: Rollout, { group, region }: Place): string {
  return region === name.region ? group : `${group} ${region}`;
}

function isFirelens({ logs }: ContainerSnapshot): boolean {
  return logs?.driver === "awsfirelens";
}

/** Where one container of a task logs to, or why that cannot be read line by line. */
export function streamPlace(rollout: Pick<Rollout, "containers">, task: Task, name: string): StreamPlace | string {
  const container = rollout.containers.find((each) => each.name === name);
  if (container === undefined) return "it is not in the task definition as it was read";
  const place = readablePlace(container);
  if (typeof place === "string") return place;
  if (isFirelens(container))
    return `its log driver is awsfirelens: its records stand in any stream of ${place.group}, and the end of one stream is what is read here`;
  if (place.logClass === "INFREQUENT_ACCESS")
    return `log group ${place.group} has the class INFREQUENT_ACCESS, which only Logs Insights reads, minutes later`;
  const stream = streamName(container, task);
  if (stream === undefined)
    return "without a stream prefix its stream has the name of its runtime id, which ECS has not told";
  return { group: place.group, region: place.region, stream };
}

type Place = Pick<LogTarget, "group" | "region" | "logClass">;

/** FilterLogEvents takes 100 stream names, a query 10,000 characters. */
const portion = { streams: 100, characters: 8000 };

function inPortions({ id, streams, ...place }: LogTarget): readonly LogTarget[] {
  const portions: string[][] = [];
  let characters = 0;
  for (const stream of streams) {
    const last = portions.at(-1);
    characters += stream.length + 4;
    if (last !== undefined && last.length < portion.streams && characters <= portion.characters) last.push(stream);
    else {
      portions.push([stream]);
      characters = stream.length + 4;
    }
  }
  return portions.map((each, index) => ({
    ...place,
    id: index === 0 ? id : `${id} #${index + 1}`,
    streams: each,
  }));
}

export function ownerKey(group: string, stream: string): string {
  return `${group}\n${stream}`;
}

function readablePlace({ logs }: ContainerSnapshot): Place | string {
  if (logs === undefined) return "it has no log configuration";
  if (logs.driver === "awsfirelens" && logs.group === undefined)
    return "its log driver is awsfirelens, and the profile does not name its log group (firelens.group)";
  if (logs.driver !== "awslogs" && logs.driver !== "awsfirelens")
    return `its log driver is ${logs.driver}, whose streams cannot be derived`;
  if (logs.group === undefined || logs.region === undefined) return "its log options name no group or Region";
  if (logs.streamPrefix !== undefined && !safePrefix.test(logs.streamPrefix)) {
    return `its stream prefix ${logs.streamPrefix.slice(0, 50)} has characters that cannot stand in a query`;
  }
  if (logs.logClass === "DELIVERY") return `log group ${logs.group} has the class DELIVERY, which cannot be read`;
  return { group: logs.group, region: logs.region, ...(logs.logClass !== undefined && { logClass: logs.logClass }) };
}

function streamName(container: ContainerSnapshot, task: Task): string | undefined {
  const prefix = container.logs?.streamPrefix;
  if (prefix !== undefined) return `${prefix}/${container.name}/${taskId(task)}`;
  return task.containers.find(({ name }) => name === container.name)?.runtimeId;
}

/** A container that never started has no stream. */
function hasStarted(task: Task): boolean {
  return (
    task.startedAt !== undefined ||
    ["ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED"].includes(task.lastStatus)
  );
}
