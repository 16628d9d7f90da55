import type { Scenario } from "../../local/scenario/schema/scenario.ts";

/** When the last entry of a scenario is played, or reconcile called for the last time, in seconds since the first deploy. */
export function lastMoment({ timeline, reconcile }: Scenario): number {
  const ends = timeline.map(
    (entry) => entry.at + (entry.every ?? 0) * ((entry.times ?? 1) - 1) + ("over" in entry ? (entry.over ?? 0) : 0),
  );
  return Math.max(0, reconcile?.until ?? 0, ...ends);
}
