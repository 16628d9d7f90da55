import { humanDuration, type Instant, secondsBetween } from "./time.ts";

/** One metric of CloudWatch that the profile wants read. */
export interface MetricQuery {
  /** The reader's word for it; unique in a profile. */
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or a percentile such as `p95`. */
  readonly statistic: string;
  /** Where CloudWatch keeps it: the rollout's Region unless told. CloudFront and Billing are in us-east-1 alone. */
  readonly region?: string;
  /** Seconds that one point stands for, a multiple of 60. */
  readonly periodSeconds: number;
  /** How much from before the rollout is read beside it. */
  readonly beforeSeconds: number;
}

/** What the profile wants read once a rollout is judged. */
export interface ReadingsPlan {
  readonly metrics: readonly MetricQuery[];
  /** Whether the targets of the service's load balancers are read. */
  readonly targetHealth: boolean;
}

/** One point: what the metric was from `at` on, for a period. */
export interface MetricPoint {
  readonly at: Instant;
  readonly value: number;
}

/** A metric over the rollout and the time before it. */
export interface MetricReading extends MetricQuery {
  readonly of: "metric";
  /** When it was read. */
  readonly at: Instant;
  /** The first point begins here, or later. */
  readonly from: Instant;
  /** Every point begins before this, the time of the verdict. */
  readonly until: Instant;
  /** Oldest first; periods in which nothing was published have none. */
  readonly points: readonly MetricPoint[];
  /** Why it could not be read. */
  readonly problem?: string;
}

/** A target and what its load balancer says of it. States and reasons are open-ended. */
export interface TargetState {
  /** Address or id, with its port. */
  readonly target: string;
  readonly state: string;
  readonly reason?: string;
}

/** The targets of one target group at one moment. */
export interface TargetHealthReading {
  readonly of: "target-health";
  /** The target group's name. */
  readonly name: string;
  readonly at: Instant;
  readonly arn: string;
  readonly targets: readonly TargetState[];
  readonly problem?: string;
}

/** What other services showed of a rollout: kept with its evidence for people, judged by no check. */
export type Reading = MetricReading | TargetHealthReading;

/** One line for people; the rollout began at `startedAt`. */
export function readingText(reading: Reading, startedAt: Instant): string {
  if (reading.problem !== undefined) return `could not be read: ${reading.problem}`;
  return reading.of === "metric" ? metricText(reading, startedAt) : targetText(reading);
}

/** The points before the rollout, and those of periods in which it was under way. */
export function pointsBesides(
  { points, periodSeconds }: MetricReading,
  startedAt: Instant,
): { readonly before: readonly MetricPoint[]; readonly since: readonly MetricPoint[] } {
  const isBefore = ({ at }: MetricPoint): boolean => secondsBetween(at, startedAt) >= periodSeconds;
  return { before: points.filter(isBefore), since: points.filter((point) => !isBefore(point)) };
}

const added: ReadonlySet<string> = new Set(["Sum", "SampleCount"]);

function metricText(reading: MetricReading, startedAt: Instant): string {
  const { before, since } = pointsBesides(reading, startedAt);
  const told = added.has(reading.statistic) ? total : spread;
  const during = humanDuration(Math.max(0, secondsBetween(startedAt, reading.until)));
  const now = since.length === 0 ? "nothing published" : told(since);
  const then = before.length === 0 ? "nothing published" : told(before);
  // A longer period holds much that was before the rollout.
  const { periodSeconds: period } = reading;
  const meanwhile =
    period > 60
      ? `in the periods of ${humanDuration(period)} that hold the rollout`
      : "from the rollout's start to the verdict";
  return `${now} ${meanwhile} (${during}); ${then} in the ${humanDuration(reading.beforeSeconds)} before`;
}

function total(points: readonly MetricPoint[]): string {
  return numberText(points.reduce((sum, { value }) => sum + value, 0));
}

/** `180 to 231, last 190`; one value where all are the same. */
function spread(points: readonly MetricPoint[]): string {
  const values = points.map(({ value }) => value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  if (lowest === highest) return numberText(lowest);
  return `${numberText(lowest)} to ${numberText(highest)}, last ${numberText(values.at(-1) ?? lowest)}`;
}

/** Four digits that count, no exponent where people expect none. */
function numberText(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : String(rounded);
}

/** `3 of 4 targets healthy; 10.0.1.7:8080 unhealthy (Target.FailedHealthChecks)`; the first few of the others. */
function targetText({ targets }: TargetHealthReading): string {
  if (targets.length === 0) return "no target is registered";
  const others = targets.filter(({ state }) => state !== "healthy");
  const told = others.slice(0, mostTold).map(({ target, state, reason }) => {
    return `${target} ${state}${reason === undefined ? "" : ` (${reason})`}`;
  });
  const more = others.length > mostTold ? [`${others.length - mostTold} more`] : [];
  const healthy = `${targets.length - others.length} of ${targets.length} targets healthy`;
  return [healthy, [...told, ...more].join(", ")].filter((part) => part !== "").join("; ");
}

const mostTold = 3;
