import type * as z from "zod/mini";
import type { ScenarioMetric } from "../scenario/schema/surroundings.ts";
import type { PublishedMetric } from "./metric-data.ts";

const minute = 60_000;

/** The samples of a scenario's metrics until `now`, one a minute; `deployAt` in milliseconds since 1970. */
export function scenarioMetrics(
  metrics: readonly z.infer<typeof ScenarioMetric>[],
  { region, deployAt, now }: { readonly region: string; readonly deployAt: number; readonly now: number },
): readonly PublishedMetric[] {
  return metrics.map(({ values, ...metric }) => ({
    ...metric,
    region: metric.region ?? region,
    samples: samplesOf(
      values.map(({ from, value }) => ({ from: deployAt + from * 1000, value })),
      now,
    ),
  }));
}

interface Stretch {
  readonly from: number;
  readonly value?: number | undefined;
}

function samplesOf(values: readonly Stretch[], now: number): PublishedMetric["samples"] {
  const sorted = values.toSorted((one, other) => one.from - other.from);
  const first = Math.ceil((sorted[0]?.from ?? now) / minute) * minute;
  const times = Array.from(
    { length: Math.max(0, Math.ceil((now - first) / minute)) },
    (_, index) => first + index * minute,
  );
  return times.flatMap((at) => {
    const value = sorted.findLast(({ from }) => from <= at)?.value;
    return value === undefined ? [] : [{ at, value }];
  });
}
