import { milliseconds } from "../../../shared/domain/time.ts";
import { ServiceError } from "../../server/service-error.ts";
import type { ClusterState, ServiceRecord, TaskRecord } from "../cluster-state.ts";
import { clusterArn, lastSegment, serviceArn } from "../place.ts";

/** What an operation works on: the cluster as this reader sees it, and the time. */
export interface Scene {
  readonly state: ClusterState;
  readonly now: Date;
}

/** Refuses a cluster that is not this one; without a name ECS means `default`. */
export function requireCluster({ place }: ClusterState, cluster: string | undefined): void {
  if (!isThisCluster(place, cluster ?? "default"))
    throw new ServiceError("ClusterNotFoundException", "Cluster not found.");
}

export function isThisCluster(place: ClusterState["place"], cluster: string): boolean {
  return cluster === place.cluster || cluster === clusterArn(place);
}

/** By name or ARN. */
export function findService(state: ClusterState, nameOrArn: string): ServiceRecord | undefined {
  const found = state.services[lastSegment(nameOrArn)];
  const isArn = nameOrArn.startsWith("arn:");
  return found && (!isArn || nameOrArn === serviceArn(state.place, found.name)) ? found : undefined;
}

export function requireService(state: ClusterState, nameOrArn: string): ServiceRecord {
  const found = findService(state, nameOrArn);
  if (!found) throw new ServiceError("ServiceNotFoundException", "Service not found.");
  return found;
}

/** ECS forgets a stopped task after about an hour (docs/facts/ecs.md 2.4). */
const rememberedMilliseconds = 3_600_000;

export function rememberedTasks({ state, now }: Scene): readonly TaskRecord[] {
  return Object.values(state.tasks).filter(
    ({ stoppedAt }) => stoppedAt === undefined || now.getTime() - milliseconds(stoppedAt) < rememberedMilliseconds,
  );
}

/** Refuses a list that is longer than the call takes. */
export function requireAtMost(limit: number, name: string, list: readonly unknown[]): void {
  if (list.length > limit)
    throw new ServiceError("InvalidParameterException", `${name} cannot have more than ${limit} items.`);
  if (list.length === 0) throw new ServiceError("InvalidParameterException", `${name} cannot be empty.`);
}

export function date(at: string | undefined): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}

export function tagList(tags: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}
