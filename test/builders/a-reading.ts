import type { MetricQuery, MetricReading, TargetHealthReading } from "../../shared/domain/readings.ts";
import { at } from "./a-rollout.ts";

/** The 5xx of a load balancer, minute by minute. */
export function aMetricQuery(over: Partial<MetricQuery> = {}): MetricQuery {
  return {
    name: "ALB 5xx",
    namespace: "AWS/ApplicationELB",
    metric: "HTTPCode_Target_5XX_Count",
    dimensions: { LoadBalancer: "app/shop/50dc6c495c0c9188" },
    statistic: "Sum",
    periodSeconds: 60,
    beforeSeconds: 1800,
    ...over,
  };
}

/** Three errors in the rollout's first minute; it was judged after 90 s. */
export function aMetricReading(over: Partial<MetricReading> = {}): MetricReading {
  return {
    ...aMetricQuery(),
    of: "metric",
    region: "ap-southeast-2",
    at: at(390),
    from: at(-1800),
    until: at(90),
    points: [{ at: at(0), value: 3 }],
    ...over,
  };
}

/** Two targets that take requests. */
export function aTargetReading(over: Partial<TargetHealthReading> = {}): TargetHealthReading {
  return {
    of: "target-health",
    name: "shop",
    at: at(390),
    arn: "arn:aws:elasticloadbalancing:ap-southeast-2:111122223333:targetgroup/shop/73e2d6bc24d8a067",
    targets: [
      { target: "10.0.1.10:8080", state: "healthy" },
      { target: "10.0.1.11:8080", state: "healthy" },
    ],
    ...over,
  };
}
