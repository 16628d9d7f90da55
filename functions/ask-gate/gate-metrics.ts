import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { type GateDecision, isHotfixUsed } from "../../shared/domain/gate/decision.ts";
import { gateMetric } from "../../shared/schema/metric-names.ts";

/** Counts answers by their state, and how often the hotfix lane or a person's decision opened a gate. */
export function gateMetrics(metrics: Metrics): (decision: GateDecision) => void {
  return (decision) => {
    const { state, results } = decision;
    metrics.addMetric(gateMetric(state), MetricUnit.Count, 1);
    if (state !== "open") return;
    if (isHotfixUsed(decision)) metrics.addMetric("GateHotfixes", MetricUnit.Count, 1);
    if (results.some(({ code }) => code === "overridden")) metrics.addMetric("GateOverrides", MetricUnit.Count, 1);
  };
}
