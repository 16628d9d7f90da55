import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PublishedMetric } from "../../../local/cloudwatch/metric-data.ts";
import { scenarioMetrics } from "../../../local/cloudwatch/scenario-metrics.ts";
import { simulatedCloudwatch } from "../../../local/cloudwatch/simulated-cloudwatch.ts";
import { home, inVirtualTime, type VirtualWorld } from "../in-virtual-time.ts";

const deployAt = Date.parse("2026-03-01T10:00:00Z");
const minutes = (count: number) => new Date(deployAt + count * 60_000);
const named = { namespace: "AWS/ApplicationELB", metric: "RequestCount", dimensions: { LoadBalancer: "app/a/1" } };

/** 1 a minute for an hour, 4 from three minutes before the deploy on, nothing from the second minute after it on. */
const published = (): readonly PublishedMetric[] =>
  scenarioMetrics([{ ...named, values: [{ from: -3600, value: 1 }, { from: -180, value: 4 }, { from: 120 }] }], {
    region: home,
    deployAt,
    now: Date.now(),
  });

let world: VirtualWorld;
beforeEach(() => {
  world = inVirtualTime({ cloudwatch: simulatedCloudwatch({ alarms: () => [], metrics: published }) });
});
afterEach(() => world.stop());

function aQuery(over: Partial<NonNullable<MetricDataQuery["MetricStat"]>> = {}, Id = "m0"): MetricDataQuery {
  const Metric = {
    Namespace: named.namespace,
    MetricName: named.metric,
    Dimensions: [{ Name: "LoadBalancer", Value: "app/a/1" }],
  };
  return { Id, MetricStat: { Metric, Period: 60, Stat: "Sum", ...over } };
}

function withDimension(Name: string, Value: string): MetricDataQuery {
  return aQuery({ Metric: { Namespace: "A", MetricName: "B", Dimensions: [{ Name, Value }] } });
}

type Ask = Partial<GetMetricDataCommandInput>;

function send(input: Ask = {}, region = home) {
  const usual = { MetricDataQueries: [aQuery()], StartTime: minutes(-3), EndTime: minutes(60) };
  return new CloudWatchClient(world.client(region)).send(new GetMetricDataCommand({ ...usual, ...input }));
}

/** Minute and value of each point, query by query. */
async function asked(input: Ask = {}, region = home) {
  const { MetricDataResults = [] } = await world.done(send(input, region));
  return MetricDataResults.map(({ Timestamps = [], Values = [] }) =>
    Values.map((value, index) => [((Timestamps[index]?.getTime() ?? 0) - deployAt) / 60_000, value]),
  );
}

describe("the simulated CloudWatch", () => {
  it.each<{ what: string; input: Partial<GetMetricDataCommandInput> }>([
    { what: "no query", input: { MetricDataQueries: [] } },
    { what: "an end that is no later than the start", input: { EndTime: minutes(-3) } },
    { what: "two queries of one id", input: { MetricDataQueries: [aQuery(), aQuery()] } },
    { what: "an id with a capital", input: { MetricDataQueries: [aQuery({}, "M0")] } },
    { what: "a period of 90 s", input: { MetricDataQueries: [aQuery({ Period: 90 })] } },
    { what: "a dimension that begins with a colon", input: { MetricDataQueries: [withDimension(":a", "b")] } },
    { what: "a dimension beyond ASCII", input: { MetricDataQueries: [withDimension("a", "é")] } },
    { what: "a statistic that there is not", input: { MetricDataQueries: [aQuery({ Stat: "p101" })] } },
  ])("refuses $what", async ({ input }) => {
    await world.wait(600);
    await expect(asked(input)).rejects.toMatchObject({ name: "InvalidParameterValueException" });
  });

  it("refuses more than 50 calls a second", async () => {
    const all = await world.done(Promise.allSettled(Array.from({ length: 60 }, () => send())));
    const refused = all.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
    expect(refused.map(({ name }) => name)).toEqual(Array(10).fill("ThrottlingException"));
  });

  it("shows a minute only when its publisher has told it", async () => {
    await world.wait(119);
    const before = [-1, -2, -3].map((minute) => [minute, 4]);
    expect(await asked()).toEqual([before]);
    await world.wait(1);
    expect(await asked({ ScanBy: "TimestampAscending" })).toEqual([[...before.toReversed(), [0, 4]]]);
  });

  it("has no points where nothing was published, and none of another dimension, name or Region", async () => {
    await world.wait(3600);
    expect(await asked({ StartTime: minutes(2) })).toEqual([[]]);
    const Metric = { Namespace: named.namespace, MetricName: named.metric };
    expect(await asked({ MetricDataQueries: [aQuery({ Metric })] })).toEqual([[]]);
    expect(await asked({ MetricDataQueries: [aQuery({ Metric: { ...Metric, MetricName: "Other" } })] })).toEqual([[]]);
    expect(await asked({}, "us-east-1")).toEqual([[]]);
  });

  it.each([
    ["Sum", 14],
    ["SampleCount", 5],
    ["Average", 2.8],
    ["Minimum", 1],
    ["Maximum", 4],
    ["p40", 1],
    ["p95", 4],
  ])("makes the %s of a period of five minutes", async (Stat, value) => {
    await world.wait(600);
    const query = aQuery({ Stat, Period: 300 });
    const window = { StartTime: minutes(-5), EndTime: minutes(0) };
    expect(await asked({ MetricDataQueries: [query], ...window })).toEqual([[[-5, value]]]);
  });
});
