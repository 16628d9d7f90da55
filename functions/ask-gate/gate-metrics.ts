import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { GateDecision } from "../../shared/domain/gate/decision.ts";

/** Counts answers by their state, and how often the hotfix lane or a person's decision opened a gate. */
export function gateMetrics(metrics: Metrics): (decision: GateDecision) => void {
  return ({ state, hotfix, results }) => {
    metrics.addMetric(`Gate${state}`, MetricUnit.Count, 1);
    if (state !== "open") return;
    if ((hotfix?.skippedSoakSeconds ?? 0) > 0) metrics.addMetric("GateHotfixes", MetricUnit.Count, 1);
    if (results.some(({ code }) => code === "overridden")) metrics.addMetric("GateOverrides", MetricUnit.Count, 1);
  };
}
