import type { MetricPoint, MetricQuery, TargetState } from "../domain/readings.ts";
import type { Instant } from "../domain/time.ts";

/** From `from` on, before `until`. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** A query and its points, oldest first; or why there are none to be had, and whether asking again may help. */
export type MetricAnswer =
  | { readonly query: MetricQuery; readonly points: readonly MetricPoint[] }
  | { readonly query: MetricQuery; readonly problem: string; readonly mayPass?: true };

/** Metrics of CloudWatch in any Region. */
export interface Metrics {
  /** An answer for each query, in their order; rejects when the Region as a whole does not answer. */
  read(region: string, queries: readonly MetricQuery[], window: Window): Promise<readonly MetricAnswer[]>;
}

/** Target groups of load balancers. */
export interface TargetGroups {
  /** Every target of a group. */
  targets(targetGroupArn: string): Promise<readonly TargetState[]>;
}
