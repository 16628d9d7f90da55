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
  /** A look that came `confirmSeconds` later or still later saw too few as well. */
  readonly confirmed?: true;
}

/** How the service's capacity stood during the rollout. */
export interface Capacity {
  readonly running: number;
  /** What must not be undercut: the minimum, at least one task, but never more than has been there. */
  readonly held: number;
  /** Oldest first. */
  readonly dips: readonly CapacityDip[];
}

/** ECS's counts may lag behind each other for a moment; what a look so much later still misses is missing. */
export const confirmSeconds = 5;

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
  if (open === undefined && dips.length === mostDips) return { running, held, dips };
  const isDeepest = open === undefined || running < open.lowest;
  const deepest = isDeepest ? { lowest: running, desired, minimum, held, from: open?.from ?? at } : open;
  return { running, held, dips: [...earlier, { ...deepest, ...confirmedBy(open, at) }] };
}

/** To be asked at a look that sees too few. */
function confirmedBy(open: CapacityDip | undefined, at: Instant): Pick<CapacityDip, "confirmed"> {
  if (open === undefined) return {};
  return open.confirmed || secondsBetween(open.from, at) >= confirmSeconds ? { confirmed: true } : {};
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
