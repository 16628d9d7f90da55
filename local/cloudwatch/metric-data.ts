import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  Metric,
  MetricDataQuery,
  MetricDataResult,
} from "@aws-sdk/client-cloudwatch";
import type { Call } from "../server/aws-service.ts";
import { ServiceError } from "../server/service-error.ts";

/** A metric as something publishes it: one sample at each of these times. */
export interface PublishedMetric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly region: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
}

/** From the end of its minute until a sample is there: what load balancers and CloudFront take at their best. */
const publishingMilliseconds = 60_000;
const minute = 60_000;

/** GetMetricData over published samples, with the refusals that its API reference states. Expressions are not simulated. */
export function metricData(published: () => readonly PublishedMetric[]) {
  return async (
    { MetricDataQueries: queries = [], StartTime: start, EndTime: end, ScanBy: order }: GetMetricDataInput,
    { region }: Pick<Call, "region">,
  ): Promise<GetMetricDataOutput> => {
    if (start === undefined || end === undefined || start >= end)
      throw invalid("The parameter StartTime must be less than the parameter EndTime.");
    if (queries.length === 0 || queries.length > 500) throw invalid("MetricDataQueries must have 1 to 500 members.");
    if (new Set(queries.map(({ Id }) => Id)).size < queries.length) throw invalid("Ids must be unique.");
    const known = published().filter((each) => each.region === region);
    const window = { start: start.getTime(), end: end.getTime(), isDescending: order !== "TimestampAscending" };
    return { MetricDataResults: queries.map((query) => resultOf(query, known, window)), Messages: [] };
  };
}

interface Window {
  readonly start: number;
  readonly end: number;
  readonly isDescending: boolean;
}

function resultOf(
  { Id: id = "", MetricStat: asked }: MetricDataQuery,
  known: readonly PublishedMetric[],
  window: Window,
): MetricDataResult {
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(id)) throw invalid(`The Id ${id} must begin with a lower case letter.`);
  const { Metric: metric, Period: period = 0, Stat: statistic = "" } = asked ?? {};
  if (metric === undefined) throw invalid("Expressions are not simulated.");
  if (period <= 0 || period % 60 !== 0) throw invalid(`The period ${period} must be a multiple of 60.`);
  refuseDimensions(metric);
  const points = pointsOf(samplesOf(metric, known), { ...window, period: period * 1000, statistic });
  const ordered = window.isDescending ? points.toReversed() : points;
  return {
    Id: id,
    Label: metric.MetricName,
    Timestamps: ordered.map(({ at }) => new Date(at)),
    Values: ordered.map(({ value }) => value),
    StatusCode: "Complete",
  };
}

/** Limits of `Dimension` and `Metric` (API reference). */
function refuseDimensions({ Dimensions = [] }: Metric): void {
  if (Dimensions.length > 30) throw invalid("A metric has at most 30 dimensions.");
  for (const { Name = "", Value = "" } of Dimensions) {
    if (!/^(?!:)[\x20-\x7e]{1,255}$/.test(Name) || Name.trim() === "")
      throw invalid(`${Name} is no name of a dimension.`);
    if (!/^[\x20-\x7e]{1,1024}$/.test(Value) || Value.trim() === "")
      throw invalid(`${Value} is no value of a dimension.`);
  }
}

/** A metric is its name and all of its dimensions: with others it is another one, of which nothing is known. */
function samplesOf(
  { Namespace, MetricName, Dimensions = [] }: Metric,
  known: readonly PublishedMetric[],
): readonly Sample[] {
  const asked = JSON.stringify(Dimensions.map(({ Name, Value }) => [Name, Value]).sort());
  const found = known.find(
    ({ namespace, metric, dimensions }) =>
      namespace === Namespace && metric === MetricName && JSON.stringify(Object.entries(dimensions).sort()) === asked,
  );
  const now = Date.now();
  const isThere = ({ at }: Sample): boolean =>
    Math.floor(at / minute) * minute + minute + publishingMilliseconds <= now;
  return (found?.samples ?? []).filter(isThere);
}

interface Points extends Window {
  readonly period: number;
  readonly statistic: string;
}

/** One point for each full period that begins inside the window and has a sample. */
function pointsOf(samples: readonly Sample[], { start, end, period, statistic }: Points): readonly Sample[] {
  const periods = Map.groupBy(samples, ({ at }) => Math.floor(at / period) * period);
  const first = Math.floor(start / period) * period;
  return [...periods]
    .filter(([at]) => at >= first && at < end)
    .map(([at, inside]) => ({
      at,
      value: statisticOf(
        statistic,
        inside.map(({ value }) => value),
      ),
    }))
    .sort((one, other) => one.at - other.at);
}

function statisticOf(statistic: string, values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  switch (statistic) {
    case "Sum":
      return sum;
    case "SampleCount":
      return values.length;
    case "Average":
      return sum / values.length;
    case "Minimum":
      return Math.min(...values);
    case "Maximum":
      return Math.max(...values);
    default:
      return percentile(statistic, values);
  }
}

/** The nearest rank. */
function percentile(statistic: string, values: readonly number[]): number {
  const percent = /^p(\d{1,3}(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percent === undefined || Number(percent) > 100) throw invalid(`${statistic} is no statistic that is simulated.`);
  const rank = Math.max(1, Math.ceil((Number(percent) / 100) * values.length));
  return values.toSorted((one, other) => one - other)[rank - 1] ?? 0;
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterValueException", message);
}
