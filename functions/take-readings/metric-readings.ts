import type { MetricQuery, MetricReading } from "../../shared/domain/readings.ts";
import { addSeconds, type Instant, instant, milliseconds } from "../../shared/domain/time.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { MetricAnswer } from "../../shared/ports/readings.ts";
import type { Taken, TakeReadingsPorts } from "./taken.ts";
import { troubleOf } from "./trouble-of.ts";

interface Rollout {
  /** The service's own Region. */
  readonly home: string;
  readonly startedAt: Instant;
  /** When it was judged. */
  readonly until: Instant;
}

/** Every metric over the rollout and the time before it, all at once: a call for those of one Region that begin together, so that all periods are full ones. */
export async function metricReadings(
  ports: Pick<TakeReadingsPorts, "metrics" | "clock">,
  queries: readonly MetricQuery[],
  rollout: Rollout,
): Promise<readonly Taken[]> {
  const regionOf = ({ region = rollout.home }: MetricQuery): string => region;
  const calls = Map.groupBy(queries, (query) => `${regionOf(query)} ${firstPeriod(query, rollout.startedAt)}`);
  const taken = await Promise.all(
    [...calls.values()].flatMap((asked) =>
      asked[0] ? [readingsOfCall(ports, [regionOf(asked[0]), asked], rollout)] : [],
    ),
  );
  return taken.flat();
}

async function readingsOfCall(
  { metrics, clock }: Pick<TakeReadingsPorts, "metrics" | "clock">,
  [region, queries]: readonly [region: string, queries: readonly MetricQuery[]],
  { startedAt, until }: Rollout,
): Promise<readonly Taken[]> {
  const begin = (query: MetricQuery): Instant => firstPeriod(query, startedAt);
  const from = queries.map(begin).sort()[0] ?? startedAt;
  const readingOf = (query: MetricQuery, rest: Pick<MetricReading, "points" | "problem">): MetricReading => ({
    ...query,
    of: "metric",
    region,
    at: clock.now(),
    from: begin(query),
    until,
    ...rest,
  });
  const keptOf = (answer: MetricAnswer): Taken => {
    if ("problem" in answer) {
      const { query, problem, mayPass } = answer;
      const reading = readingOf(query, { points: [], problem });
      return mayPass ? { reading, passing: new ValidatorError("DependencyUnavailable", problem) } : { reading };
    }
    const points = answer.points.filter(({ at }) => at >= begin(answer.query) && at < until);
    return { reading: readingOf(answer.query, { points }) };
  };
  try {
    return (await metrics.read(region, queries, { from, until })).map(keptOf);
  } catch (error) {
    const { problem, ...passing } = troubleOf(error);
    return queries.map((query) => ({ reading: readingOf(query, { points: [], problem }), ...passing }));
  }
}

/** CloudWatch's periods begin at full multiples of themselves. */
function firstPeriod({ beforeSeconds, periodSeconds }: MetricQuery, startedAt: Instant): Instant {
  const period = periodSeconds * 1000;
  return instant(Math.floor(milliseconds(addSeconds(startedAt, -beforeSeconds)) / period) * period);
}
