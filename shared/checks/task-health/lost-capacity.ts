import { type CapacityDip, confirmSeconds, dipSeconds, worstDip } from "../../domain/capacity.ts";
import type { Conclusion } from "../../domain/conclude-check.ts";
import type { CheckMode } from "../../domain/finding.ts";
import { classifyStop, isStopping } from "../../domain/task-failures.ts";
import { addSeconds, humanDuration, type Instant } from "../../domain/time.ts";
import type { Situation } from "./situation.ts";

type Seen = Pick<Situation, "seen" | "facts" | "now">;

/** A look comes at least this often: what took tasks away happened so long before the first one that misses them. */
const lookSeconds = 60;

/** Stops that no release can help. */
const notOfRelease = new Set(["spot", "host", "zone rebalancing", "stopped by a person"]);

/** What a profile may let decide: two looks saw fewer tasks than the service must have, and it was the rollout that took them. */
export function lostCapacity(
  { capacity }: { readonly capacity: CheckMode },
  situation: Situation,
): Conclusion | undefined {
  if (capacity !== "gate") return undefined;
  const confirmed = breaches(situation).filter((dip) => dip.confirmed);
  const worst = worstDip(confirmed, situation.now);
  return worst && { status: "failed", sign: "seen", reason: capacityText(worst, situation) };
}

/** When a loss that would decide is looked at once more. */
export function lookAtCapacity(
  { capacity }: { readonly capacity: CheckMode },
  situation: Situation,
): Instant | undefined {
  const open = breaches(situation).some(({ until }) => until === undefined);
  return capacity === "gate" && open ? addSeconds(situation.now, confirmSeconds) : undefined;
}

function breaches(situation: Seen): readonly CapacityDip[] {
  return dipsOf(situation).filter((dip) => dip.lowest < dip.minimum && !isExcused(dip, situation));
}

/** The deepest loss for a reason; undefined when there was none. */
export function capacityRemark(situation: Seen): string | undefined {
  const dips = dipsOf(situation);
  const worst = worstDip(dips, situation.now);
  if (worst === undefined) return undefined;
  const times = dips.length === 1 ? "" : ` (the deepest of ${dips.length} falls)`;
  return `${capacityText(worst, situation)}${times}`;
}

/** The deepest loss in numbers. */
export function capacityFacts(situation: Seen): NonNullable<Conclusion["facts"]> {
  const worst = worstDip(dipsOf(situation), situation.now);
  if (worst === undefined) return {};
  return {
    capacityLowest: worst.lowest,
    capacityMinimum: worst.minimum,
    capacityDesired: worst.desired,
    capacitySeconds: Math.round(dipSeconds(worst, situation.now)),
    capacityFrom: worst.from,
    ...(worst.until !== undefined && { capacityUntil: worst.until }),
  };
}

function capacityText(dip: CapacityDip, situation: Seen): string {
  const { lowest, desired, minimum } = dip;
  const seconds = dipSeconds(dip, situation.now);
  const lasted = seconds >= 1 ? ` for ${humanDuration(seconds)}` : "";
  const fell = `capacity fell to ${lowest} of ${desired} tasks (minimum ${minimum})${lasted}`;
  const causes = [...stopsDuring(dip, situation)].map(([name, { length }]) => `${name}: ${tasksText(length)}`);
  const why = causes.length === 0 ? "" : ` (${causes.join(", ")})`;
  const excuse = isExcused(dip, situation) ? ", not by the release" : "";
  return `${lowest === 0 ? "the service was down: " : ""}${fell}${excuse}${why}`;
}

/** Everything that was missing was taken by what no release can help. A task that never ran was no capacity. */
function isExcused(dip: CapacityDip, situation: Seen): boolean {
  const stops = [...stopsDuring(dip, situation)].filter(([name]) => notOfRelease.has(name));
  const taken = stops.flatMap(([, tasks]) => tasks).filter(({ startedAt }) => startedAt !== undefined);
  return taken.length >= dip.held - dip.lowest;
}

/** Tasks of this rollout and of the one before it that stopped then, by the class of their stop; ECS's ordinary draining is no cause. */
function stopsDuring({ from, until }: CapacityDip, { facts, now }: Seen) {
  const isThen = (at: Instant | undefined): boolean =>
    at !== undefined && at >= addSeconds(from, -lookSeconds) && at <= (until ?? now);
  const stopped = [...facts.tasks, ...(facts.olderTasks ?? [])].filter(
    (task) => isStopping(task) && isThen(task.stoppingAt ?? task.stoppedAt),
  );
  const byClass = Map.groupBy(stopped, (task) => classifyStop(task, facts.rollout.containers).name);
  byClass.delete("scaling");
  return byClass;
}

function dipsOf({ seen }: Seen): readonly CapacityDip[] {
  return seen.capacity?.dips ?? [];
}

function tasksText(count: number): string {
  return count === 1 ? "1 task" : `${count} tasks`;
}
