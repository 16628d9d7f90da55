import { secondsBetween } from "../domain/time.ts";
import type { Deployment } from "./deployments.ts";

/** How failures came to an end. */
export interface Restore {
  /** Failed deployments in a row of one service count as one. */
  readonly incidents: number;
  /** Incidents that nothing has ended yet. */
  readonly open: number;
  /** Over the incidents that are over; absent when none is. */
  readonly meanSeconds?: number;
}

/**
 * An incident begins with the first failed verdict, or with the deployment's start when that verdict came after the repair's. It ends when the deployment was rolled back, which takes the seconds that its
 * rollback took, and else with the next passed verdict of the service. `deployments` are sorted, the oldest first.
 */
export function restoreOf(deployments: readonly Deployment[]): Restore {
  const places = Map.groupBy(deployments, ({ service, region, environment }) => `${environment} ${region} ${service}`);
  const all = [...places.values()].flatMap(incidentsOf);
  const over = all.filter((seconds) => seconds !== undefined);
  return {
    incidents: all.length,
    open: all.length - over.length,
    ...(over.length > 0 && { meanSeconds: over.reduce((sum, seconds) => sum + seconds, 0) / over.length }),
  };
}

/** Seconds of each incident of one service; undefined for one that goes on. */
function incidentsOf(deployments: readonly Deployment[]): readonly (number | undefined)[] {
  const ended: (number | undefined)[] = [];
  let going: Deployment[] = [];
  for (const each of deployments) {
    if (each.outcome === "failed") going.push(each);
    if (each.outcome !== "passed" || going.length === 0) continue;
    ended.push(secondsOf(going, each));
    going = [];
  }
  return going.length === 0 ? ended : [...ended, secondsOf(going, undefined)];
}

function secondsOf(failed: readonly Deployment[], repair: Deployment | undefined): number | undefined {
  const rollbacks = failed.flatMap(({ rollbackSeconds }) => rollbackSeconds ?? []);
  // Every one of them was taken back at once: the service was away for no longer than that.
  if (rollbacks.length === failed.length) return rollbacks.reduce((sum, seconds) => sum + seconds, 0);
  const [first, over] = [failed[0], repair?.concludedAt];
  if (first?.concludedAt === undefined || over === undefined) return undefined;
  return secondsBetween(first.concludedAt < over ? first.concludedAt : first.startedAt, over);
}
