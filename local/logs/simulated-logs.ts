import * as shapes from "@aws-sdk/client-cloudwatch-logs";
import { awsService } from "../server/aws-service.ts";
import { constraints } from "../server/constraints.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { rateQuotas } from "../server/rate-quota.ts";
import { describeLogGroups, describeLogStreams } from "./describe-logs.ts";
import { filterLogEvents } from "./filter-log-events.ts";
import { getLogEvents } from "./get-log-events.ts";
import { insights } from "./insights.ts";
import { type LogSettings, usualLogSettings } from "./log-settings.ts";
import { type LogEvent, type LogStore, logStore } from "./log-store.ts";

/** CloudWatch Logs of every Region, for readers; the writers are the scenario's containers. */
export interface SimulatedLogs extends Pick<LogStore, "createGroup" | "createStream" | "put"> {
  readonly server: EmbeddedServer;
  /** Changes the behaviour from now on, e.g. a lag that grows. Quotas stand from the start. */
  change(settings: Partial<Omit<LogSettings, "quotas">>): void;
  /** Bytes that all queries together scanned, which is what Logs Insights is billed by. */
  bytesScanned(): number;
  /** Every line that was written to a Region's groups, whether a reader can see it yet or not. */
  written(region: string): readonly LogEvent[];
}

const groupName = { min: 1, max: 512, pattern: /^[.\-_/#A-Za-z0-9]+$/ };
const streamName = { min: 1, max: 512, pattern: /^[^:*]*$/ };
const limits = constraints("InvalidParameterException", {
  DescribeLogGroups: { limit: { min: 1, max: 50 }, logGroupNamePrefix: groupName },
  DescribeLogStreams: {
    limit: { min: 1, max: 50 },
    logGroupName: groupName,
    orderBy: { oneOf: ["LogStreamName", "LastEventTime"] },
  },
  FilterLogEvents: {
    filterPattern: { min: 0, max: 1024 },
    limit: { min: 1, max: 10_000 },
    logGroupName: groupName,
    logStreamNames: { min: 1, max: 100 },
    startTime: { min: 0 },
  },
  GetLogEvents: { limit: { min: 1, max: 10_000 }, logGroupName: groupName, logStreamName: streamName },
  StartQuery: {
    limit: { min: 1, max: 100_000 },
    queryString: { min: 1, max: 10_000 },
    logGroupNames: { min: 1, max: 50 },
    logGroupIdentifiers: { min: 1, max: 50 },
  },
  GetQueryResults: { queryId: { min: 1, max: 256 }, maxItems: { min: 1, max: 10_000 } },
});

export function simulatedLogs(settings: Partial<LogSettings> = {}): SimulatedLogs {
  let current: LogSettings = { ...usualLogSettings, ...settings };
  const store = logStore();
  const queries = insights(store, () => current);
  const server = awsService({
    name: "logs",
    targetPrefix: "Logs_20140328",
    contentType: "application/x-amz-json-1.1",
    shapes,
    validationError: "InvalidParameterException",
    checks: [rateQuotas(current.quotas), limits],
    operations: {
      DescribeLogGroups: describeLogGroups(store),
      DescribeLogStreams: describeLogStreams(store),
      FilterLogEvents: filterLogEvents(store, () => current),
      GetLogEvents: getLogEvents(store, () => current),
      StartQuery: queries.startQuery,
      GetQueryResults: queries.getQueryResults,
      StopQuery: queries.stopQuery,
    },
  });
  return {
    server,
    createGroup: store.createGroup,
    createStream: store.createStream,
    put: store.put,
    bytesScanned: queries.bytesScanned,
    written: (region) => store.groups(region).flatMap(({ events }) => events),
    change(changed) {
      current = { ...current, ...changed };
    },
  };
}
