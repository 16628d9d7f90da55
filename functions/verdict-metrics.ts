import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Verdict } from "../shared/domain/verdict.ts";

/** Counts verdicts by their status, and the seconds from the rollout's start to each. */
export function verdictMetrics(metrics: Metrics): (verdict: Verdict, seconds: number) => void {
  return (verdict, seconds) => {
    metrics.addMetric(`Verdict${verdict.status}`, MetricUnit.Count, 1);
    metrics.addMetric("TimeToVerdict", MetricUnit.Seconds, seconds);
  };
}
