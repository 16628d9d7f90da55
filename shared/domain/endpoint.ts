import { isDown, type Probe, type Step, secondsIn, stepsOf } from "./probe.ts";
import { earliest, type Instant, secondsBetween } from "./time.ts";

/** The probes of endpoints, and what is known of the rollout's course. */
export interface Probed {
  /** In any order; those of other endpoints are left out. */
  readonly probes: readonly Probe[];
  /** When the rollout began. */
  readonly startedAt: Instant;
  /** When the rollout was complete. */
  readonly completedAt?: Instant | undefined;
  /** The service's first deployment: nothing could answer before it. */
  readonly isFirst: boolean;
}

/** One endpoint and its probes as they count, oldest first. */
export interface Endpoint {
  readonly url: string;
  /** Of a first deployment from the first good answer on, or from its completion. */
  readonly steps: readonly Step[];
  /** Those that failed after a good answer, or after the rollout was complete: it went down. */
  readonly down: readonly Step[];
  /** Those that failed before: it was down already when it was first asked. */
  readonly downBefore: readonly Step[];
  /** Seconds for which it was asked after the rollout was complete. */
  readonly askedAfter: number;
  /** When it was asked last, also before its probes count. */
  readonly lastAt: Instant | undefined;
  /** Seconds between the two that are furthest apart; 0 for less than two. */
  readonly longestGap: number;
  /** Seconds from the rollout's start until it was first asked; 0 where that does not matter. */
  readonly unaskedBefore: number;
  /** Whether an answer of any status has ever come. */
  readonly isReached: boolean;
}

export function endpointOf(url: string, timeoutMilliseconds: number, probed: Probed): Endpoint {
  const { probes, startedAt, completedAt, isFirst } = probed;
  const all = stepsOf(probes.filter((probe) => probe.url === url));
  const isStepDown = (step: Step): boolean => isDown(step, timeoutMilliseconds);
  const upAt = earliest([all.find((step) => !isStepDown(step))?.at, completedAt]);
  const isAfter = ({ at }: Step): boolean => upAt !== undefined && at >= upAt;
  const steps = isFirst ? all.filter(isAfter) : all;
  const failed = steps.filter(isStepDown);
  const [first] = steps;
  return {
    url,
    steps,
    down: failed.filter(isAfter),
    downBefore: failed.filter((step) => !isAfter(step)),
    askedAfter: completedAt === undefined ? 0 : secondsIn(steps.filter(({ at }) => at >= completedAt)),
    lastAt: all.at(-1)?.at,
    longestGap: Math.max(0, ...steps.slice(1).map(({ at }, index) => secondsBetween(steps[index]?.at ?? at, at))),
    unaskedBefore: isFirst || first === undefined ? 0 : Math.max(0, secondsBetween(startedAt, first.at)),
    isReached: all.some(({ status }) => status !== undefined),
  };
}

/** Seconds in which it was down, whoever is to blame; requirement 2.25. */
export function secondsDown({ down, downBefore }: Endpoint): number {
  return secondsIn([...downBefore, ...down]);
}
