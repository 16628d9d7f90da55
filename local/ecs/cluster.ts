import type { Instant } from "../../shared/domain/time.ts";
import { milliseconds } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { ClusterState, EcsEvent, Transition } from "./cluster-state.ts";
import type { Place } from "./place.ts";

/** A running simulated cluster: its present state, what its API shows of it, and its events. */
export interface Cluster {
  readonly state: () => ClusterState;
  /** What a reader sees: the ECS API is eventually consistent (docs/facts/ecs.md 2.4). */
  readonly seen: () => ClusterState;
  /** Changes the cluster now, and sends the change's events. */
  readonly apply: (transition: (state: ClusterState, at: Instant) => Transition) => void;
}

export interface ClusterOptions {
  readonly place: Place;
  readonly clock: Pick<Clock, "now">;
  /** How long a change stays invisible to readers. */
  readonly consistencySeconds?: number;
  readonly onEvent: (event: EcsEvent) => void;
}

export function createCluster({ place, clock, consistencySeconds = 0, onEvent }: ClusterOptions): Cluster {
  const versions: { readonly at: Instant; readonly state: ClusterState }[] = [
    { at: new Date(0).toISOString(), state: { place, services: {}, taskDefinitions: {}, tasks: {} } },
  ];
  const newest = (): ClusterState => versions[versions.length - 1]?.state as ClusterState;
  return {
    state: newest,
    seen() {
      const visible = milliseconds(clock.now()) - consistencySeconds * 1000;
      return (versions.findLast((version) => milliseconds(version.at) <= visible)?.state ??
        versions[0]?.state) as ClusterState;
    },
    apply(transition) {
      const at = clock.now();
      const { state, events } = transition(newest(), at);
      versions.push({ at, state });
      for (const event of events) onEvent(event);
    },
  };
}
