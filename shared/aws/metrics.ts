import { type CloudWatchClient, GetMetricDataCommand, type MetricDataResult } from "@aws-sdk/client-cloudwatch";
import { printable } from "../domain/excerpt.ts";
import type { MetricPoint, MetricQuery } from "../domain/readings.ts";
import type { MetricAnswer, Metrics } from "../ports/readings.ts";
import { call } from "./call.ts";

/** CloudWatch by GetMetricData: one call for all queries of a Region, as its quota is 50 calls a second for the whole account. */
export function metrics(clients: (region: string) => CloudWatchClient): Metrics {
  return {
    read: async (region, queries, { from, until }) => {
      const client = clients(region);
      const results: MetricDataResult[] = [];
      let nextToken: string | undefined;
      do {
        const page = await call("cloudwatch:GetMetricData", region, () =>
          client.send(
            new GetMetricDataCommand({
              MetricDataQueries: queries.map(dataQuery),
              StartTime: new Date(from),
              EndTime: new Date(until),
              ScanBy: "TimestampAscending",
              ...(nextToken !== undefined && { NextToken: nextToken }),
            }),
          ),
        );
        results.push(...(page.MetricDataResults ?? []));
        nextToken = page.NextToken;
      } while (nextToken !== undefined && nextToken !== "");
      return queries.map((query, index) =>
        answerOf(
          query,
          results.filter(({ Id }) => Id === idOf(index)),
        ),
      );
    },
  };
}

function dataQuery({ namespace, metric, dimensions, statistic, periodSeconds }: MetricQuery, index: number) {
  return {
    Id: idOf(index),
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
}

function idOf(index: number): string {
  return `m${index}`;
}

/** `Retry the request` (API reference, MetricDataResult); `Forbidden` is the other one. */
const passing: ReadonlySet<string> = new Set(["InternalError", "PartialData"]);

/** The pages of one query together; the last one says whether that is all. */
function answerOf(query: MetricQuery, pages: readonly MetricDataResult[]): MetricAnswer {
  const { StatusCode: status = "no result", Messages: messages = [] } = pages.at(-1) ?? {};
  if (status !== "Complete") {
    const why = messages.map(({ Value }) => printable(Value ?? "").slice(0, 300)).filter(Boolean);
    const problem = [`CloudWatch answered ${status}`, ...why].join(": ");
    return { query, problem, ...(passing.has(status) && { mayPass: true }) };
  }
  return { query, points: pages.flatMap(pointsOf) };
}

function pointsOf({ Timestamps: times = [], Values: values = [] }: MetricDataResult): readonly MetricPoint[] {
  return times.flatMap((time, index) => {
    const value = values[index];
    return value === undefined || !Number.isFinite(value) ? [] : [{ at: time.toISOString(), value }];
  });
}
