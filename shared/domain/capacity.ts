import { type Instant, secondsBetween } from "./time.ts";

/** Tasks of a whole service, of whichever release, as DescribeServices counts them. */
export interface RunningCount {
  readonly running: number;
  readonly desired: number;
  readonly minimumHealthyPercent: number;
}

/** A time in which fewer tasks of the service ran than must, as far as they ran before. Between looks: no event tells the count. */
export interface CapacityDip {
  readonly lowest: number;
  /** How many were wanted when it was lowest, and the least that must run of them. */
  readonly desired: number;
  readonly minimum: number;
  /** What ran before, as far as it counts. */
  readonly held: number;
  /** The first look that saw it. */
  readonly from: Instant;
  /** The look that saw enough again; absent as long as none did. */
  readonly until?: Instant;
}

/** How the service's capacity stood during the rollout. */
export interface Capacity {
  readonly running: number;
  /** What must not be undercut: the minimum, at least one task, but never more than has been there. */
  readonly held: number;
  /** Oldest first. */
  readonly dips: readonly CapacityDip[];
}

/** Enough to know a service that flaps. */
const mostDips = 20;

/** The capacity after one more look. What a rollout found missing, as a first one does, it has not lost. */
export function capacityAfter(before: Capacity | undefined, count: RunningCount, at: Instant): Capacity {
  const { running, desired } = count;
  // ECS rounds the minimum up (ECS API, DeploymentConfiguration).
  const minimum = Math.ceil((desired * count.minimumHealthyPercent) / 100);
  const most = desired === 0 ? 0 : Math.max(minimum, 1);
  const held = Math.min(most, Math.max(before?.held ?? 0, running));
  const dips = before?.dips ?? [];
  const last = dips.at(-1);
  const open = last !== undefined && last.until === undefined ? last : undefined;
  const earlier = open === undefined ? dips : dips.slice(0, -1);
  if (running >= held) return { running, held, dips: open === undefined ? dips : [...earlier, { ...open, until: at }] };
  if (open !== undefined && running >= open.lowest) return { running, held, dips };
  if (open === undefined && dips.length === mostDips) return { running, held, dips };
  return { running, held, dips: [...earlier, { lowest: running, desired, minimum, held, from: open?.from ?? at }] };
}

/** The deepest, and of equally deep ones the longest. */
export function worstDip(dips: readonly CapacityDip[], now: Instant): CapacityDip | undefined {
  const [worst] = dips.toSorted(
    (one, other) => one.lowest - other.lowest || dipSeconds(other, now) - dipSeconds(one, now),
  );
  return worst;
}

/** How long it lasted, or has lasted so far. */
export function dipSeconds({ from, until }: CapacityDip, now: Instant): number {
  return secondsBetween(from, until ?? now);
}
