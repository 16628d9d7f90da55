import { isDown, type Probe, type Step, secondsIn, stepsOf } from "../../domain/probe.ts";
import { earliest, type Instant, secondsBetween } from "../../domain/time.ts";

/** What is known of the endpoints and of the rollout's course. */
export interface HttpSeen {
  /** Those of this check, in any order. */
  readonly probes: readonly Probe[];
  /** When the rollout was complete. */
  readonly completedAt?: Instant | undefined;
  /** The service's first deployment: nothing could answer before it. */
  readonly isFirst: boolean;
}

/** One endpoint and its probes as they count, oldest first. */
export interface Endpoint {
  readonly url: string;
  readonly steps: readonly Step[];
  readonly down: readonly Step[];
  /** Seconds in which it was down; requirement 2.25. */
  readonly downtime: number;
  /** Seconds for which it was asked after the rollout was complete. */
  readonly askedAfter: number;
  /** When it was asked last, also before its probes count. */
  readonly lastAt: Instant | undefined;
  /** Seconds between the two of them that are furthest apart; 0 for less than two. */
  readonly longestGap: number;
  /** Whether an answer of any status has ever come. */
  readonly isReached: boolean;
}

export function endpointOf(url: string, timeoutMilliseconds: number, seen: HttpSeen): Endpoint {
  const { probes, completedAt, isFirst } = seen;
  const steps = stepsOf(probes.filter((probe) => probe.url === url));
  const firstGood = steps.find((step) => !isDown(step, timeoutMilliseconds))?.at;
  const from = isFirst ? earliest([firstGood, completedAt]) : steps[0]?.at;
  const counted = steps.filter(({ at }) => from !== undefined && at >= from);
  const down = counted.filter((step) => isDown(step, timeoutMilliseconds));
  return {
    url,
    steps: counted,
    down,
    downtime: secondsIn(down),
    askedAfter: completedAt === undefined ? 0 : secondsIn(counted.filter(({ at }) => at >= completedAt)),
    lastAt: steps.at(-1)?.at,
    longestGap: Math.max(0, ...counted.slice(1).map(({ at }, index) => secondsBetween(counted[index]?.at ?? at, at))),
    isReached: steps.some(({ status }) => status !== undefined),
  };
}
