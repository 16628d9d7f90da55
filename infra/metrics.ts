import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import type { FunctionFolder } from "../statemachine/tasks.ts";

/** As shared/platform.ts names it; a test compares them with what the functions write. */
export const namespace = "EcsRolloutValidator";
/** `service` of the metrics of releases, as functions/release-metrics.ts names it. */
export const releasesService = "releases";
export const fiveMinutes = Duration.minutes(5);

/** What a function counts itself; its folder is the dimension `service`. */
export function own(folder: FunctionFolder, metricName: string, statistic: string = Stats.SUM): Metric {
  return new Metric({ namespace, metricName, dimensionsMap: { service: folder }, statistic, period: fiveMinutes });
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
