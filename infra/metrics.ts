import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { metricsNamespace, releasesService } from "../shared/schema/metric-names.ts";
import type { FunctionFolder } from "../statemachine/tasks.ts";

export const fiveMinutes = Duration.minutes(5);

/** What a function counts itself; its folder is the dimension `service`. */
export function own(folder: FunctionFolder, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({
    namespace: metricsNamespace,
    metricName,
    dimensionsMap: { service: folder },
    statistic,
    period: fiveMinutes,
  });
}

/** Throttled calls of one CloudWatch Logs API by every caller in the account and Region: they share the quota. */
export function throttledLogs(operation: string): Metric {
  return new Metric({
    namespace: "AWS/Usage",
    metricName: "ThrottleCount",
    dimensionsMap: { Service: "Logs", Type: "API", Resource: operation, Class: "None" },
    statistic: Stats.SUM,
    period: fiveMinutes,
  });
}

/** The sum of metrics, where one without data counts as 0. The label also keeps the ids of two sums in one graph apart. */
export function sum(label: string, metrics: readonly Metric[]): MathExpression {
  const word = label.replaceAll(/[^A-Za-z]/g, "").toLowerCase();
  const usingMetrics = Object.fromEntries(metrics.map((metric, index) => [`${word}${index}`, metric]));
  const expression = Object.keys(usingMetrics)
    .map((name) => `FILL(${name}, 0)`)
    .join(" + ");
  return new MathExpression({ expression, usingMetrics, label, period: fiveMinutes });
}

export interface Reading {
  readonly period: Duration;
  readonly statistic: string;
}

/** A metric of releases by each of these dimensions that was ever written, also of a service that is deployed for the first time tomorrow. */
export function ofReleases(dimensions: readonly string[], name: string, reading: Reading): MathExpression {
  const expression = searchOfReleases(dimensions, name, reading);
  return new MathExpression({ expression, usingMetrics: {}, label: "", period: reading.period });
}

export function searchOfReleases(dimensions: readonly string[], name: string, { period, statistic }: Reading): string {
  const schema = [metricsNamespace, "service", ...dimensions].join(",");
  return `SEARCH('{${schema}} service="${releasesService}" MetricName="${name}"', '${statistic}', ${period.toSeconds()})`;
}
