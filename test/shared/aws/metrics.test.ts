import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import type { ServedRequest } from "../../../local/server/embedded-server.ts";
import { metrics } from "../../../shared/aws/metrics.ts";
import { aMetricQuery } from "../../builders/a-reading.ts";
import { at } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";

type Result = Readonly<Record<string, unknown>>;

/** A CloudWatch that answers these pages one after the other, and what it was asked. */
function aReader(...pages: readonly (readonly Result[])[]) {
  const asked: Record<string, unknown>[] = [];
  const server = async (request: ServedRequest): Promise<Response> => {
    asked.push(JSON.parse(await request.text()) as Record<string, unknown>);
    const page = {
      MetricDataResults: pages[asked.length - 1],
      ...(asked.length < pages.length && { NextToken: `page ${asked.length}` }),
    };
    return Response.json(page, { headers: { "content-type": "application/x-amz-json-1.0" } });
  };
  const client = new CloudWatchClient(embeddedClient({ cloudwatch: server }));
  return {
    asked,
    read: (...queries: Parameters<ReturnType<typeof metrics>["read"]>[1]) =>
      metrics(() => client).read("us-east-1", queries, { from: at(-60), until: at(90) }),
  };
}

const seconds = (second: number): number => Date.parse(at(second)) / 1000;

describe("metrics of CloudWatch", () => {
  it.each([
    [[], "CloudWatch answered no result"],
    [[{ Id: "m0", StatusCode: "InternalError" }], "CloudWatch answered InternalError"],
    [
      [{ Id: "m0", StatusCode: "Forbidden", Messages: [{ Code: "x", Value: "no access\u001b[31m" }] }],
      "CloudWatch answered Forbidden: no access",
    ],
  ])("are a problem where there is no complete answer: %j", async (page, problem) => {
    const query = aMetricQuery();
    const [answer] = await aReader(page).read(query);
    expect(answer).toMatchObject({ query });
    expect(answer && "problem" in answer && answer.problem).toContain(problem);
    expect(JSON.stringify(answer)).not.toContain("\\u001b");
  });

  it.each([
    ["InternalError", true],
    ["PartialData", true],
    ["Forbidden", undefined],
  ])("of %s may pass: %s", async (StatusCode, mayPass) => {
    const [answer] = await aReader([{ Id: "m0", StatusCode }]).read(aMetricQuery());
    expect(answer && "problem" in answer && answer.mayPass).toBe(mayPass);
  });

  it("are read to the last page, each point with its query", async () => {
    const one = { Id: "m0", Timestamps: [seconds(0)], Values: [3] };
    const other = { Id: "m1", Timestamps: [seconds(0)], Values: [7], StatusCode: "Complete" };
    const rest = { Id: "m0", Timestamps: [seconds(60)], Values: [4], StatusCode: "Complete" };
    const { read, asked } = aReader([{ ...one, StatusCode: "PartialData" }, other], [rest]);
    const queries = [aMetricQuery(), aMetricQuery({ name: "p95", statistic: "p95" })] as const;
    expect(await read(...queries)).toEqual([
      {
        query: queries[0],
        points: [
          { at: at(0), value: 3 },
          { at: at(60), value: 4 },
        ],
      },
      { query: queries[1], points: [{ at: at(0), value: 7 }] },
    ]);
    expect(asked.map(({ NextToken }) => NextToken)).toEqual([undefined, "page 1"]);
  });

  it("are asked for with all their dimensions, in the order of time", async () => {
    const { read, asked } = aReader([{ Id: "m0", StatusCode: "Complete" }]);
    await read(aMetricQuery());
    expect(asked).toEqual([
      {
        MetricDataQueries: [
          {
            Id: "m0",
            MetricStat: {
              Metric: {
                Namespace: "AWS/ApplicationELB",
                MetricName: "HTTPCode_Target_5XX_Count",
                Dimensions: [{ Name: "LoadBalancer", Value: "app/shop/50dc6c495c0c9188" }],
              },
              Period: 60,
              Stat: "Sum",
            },
          },
        ],
        StartTime: seconds(-60),
        EndTime: seconds(90),
        ScanBy: "TimestampAscending",
      },
    ]);
  });
});
