import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { verdictMetric } from "../../shared/schema/metric-names.ts";

/** Counts verdicts by their status. How long they took is a metric of releases. */
export function verdictMetrics(metrics: Metrics): (verdict: Verdict) => void {
  return ({ status }) => {
    metrics.addMetric(verdictMetric(status), MetricUnit.Count, 1);
  };
}
