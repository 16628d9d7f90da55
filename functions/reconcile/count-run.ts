import { type Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import type { Reconciled } from "./reconcile.ts";

/** Counts what a run did. `Reconciled` is one for each run of the schedule that went to its end: its absence is an alarm. */
export function countRun(metrics: Metrics): (run: Reconciled) => void {
  return ({ looks, swept }) => {
    const add = (name: string, count: number): void => {
      metrics.addMetric(name, MetricUnit.Count, count);
    };
    add("ValidationsClosed", looks.filter(({ closed }) => closed).length);
    add("StatusesUndelivered", looks.filter(({ status }) => status === "undelivered").length);
    add("VerdictsUntold", looks.filter(({ untold }) => untold).length);
    add("StatusesGivenUp", looks.filter(({ status }) => status === "given up").length);
    if (swept === undefined) return;
    add("Reconciled", 1);
    add("ServicesSwept", swept.services);
    add("RolloutsStarted", swept.started.length);
    add("SweepsThrottled", swept.throttled ? 1 : 0);
  };
}
