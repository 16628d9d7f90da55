import type {
  DescribeLogGroupsCommandInput,
  DescribeLogGroupsCommandOutput,
  DescribeLogStreamsCommandInput,
  DescribeLogStreamsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../server/aws-service.ts";
import { invalid, logGroupArn, logGroupOf } from "./log-group-of.ts";
import { eventBytes, type LogGroup, type LogStore } from "./log-store.ts";

type Groups = Omit<DescribeLogGroupsCommandOutput, "$metadata">;
type Streams = Omit<DescribeLogStreamsCommandOutput, "$metadata">;

/** AWS's default and largest page. */
const pageSize = 50;

export function describeLogGroups(store: LogStore) {
  return async (input: DescribeLogGroupsCommandInput, { region }: Call): Promise<Groups> => {
    if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
      throw invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    const groups = store
      .groups(region)
      .filter(({ group, logClass }) => isAsked(input, group) && (input.logGroupClass ?? logClass) === logClass)
      .sort((a, b) => (a.group < b.group ? -1 : 1));
    const { part, nextToken } = pageOf(groups, input, ({ group }) => group);
    return { logGroups: part.map(described), ...nextToken };
  };
}

function isAsked(
  { logGroupNamePrefix = "", logGroupNamePattern = "", logGroupIdentifiers }: DescribeLogGroupsCommandInput,
  group: string,
): boolean {
  const named =
    logGroupIdentifiers === undefined ||
    logGroupIdentifiers.some((identifier) => identifier === group || identifier.endsWith(`:${group}`));
  return (
    named && group.startsWith(logGroupNamePrefix) && group.toLowerCase().includes(logGroupNamePattern.toLowerCase())
  );
}

function described(group: LogGroup) {
  return {
    logGroupName: group.group,
    logGroupClass: group.logClass,
    arn: `${logGroupArn(group)}:*`,
    logGroupArn: logGroupArn(group),
    creationTime: group.createdAt,
    storedBytes: group.events.reduce((sum, event) => sum + eventBytes(event), 0),
  };
}

/** Without `lastEventTimestamp` for the last hour, because AWS may be that late with it: fresh streams cannot be found here. */
export function describeLogStreams(store: LogStore) {
  return async (input: DescribeLogStreamsCommandInput, { region }: Call): Promise<Streams> => {
    const group = logGroupOf(store, input, region);
    const prefix = input.logStreamNamePrefix ?? "";
    if (input.orderBy === "LastEventTime" && prefix !== "")
      throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    const names = [...group.streams.keys()].filter((name) => name.startsWith(prefix)).sort();
    const { part, nextToken } = pageOf(input.descending ? names.reverse() : names, input, (name) => name);
    return { logStreams: part.map((name) => describedStream(group, name)), ...nextToken };
  };
}

const hour = 3_600_000;

function describedStream(group: LogGroup, name: string) {
  const old = group.events.findLast(({ stream, ingestedAt }) => stream === name && ingestedAt < Date.now() - hour);
  return {
    logStreamName: name,
    creationTime: group.streams.get(name)?.createdAt,
    arn: `${logGroupArn(group)}:log-stream:${name}`,
    ...(old ? { lastEventTimestamp: old.at } : {}),
  };
}

interface PageInput {
  readonly limit?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** The token is the last name of the page before. */
function pageOf<Entry>(
  entries: readonly Entry[],
  { limit = pageSize, nextToken }: PageInput,
  name: (entry: Entry) => string,
) {
  const start = nextToken === undefined ? 0 : entries.findIndex((entry) => name(entry) === nextToken) + 1;
  const part = entries.slice(start, start + limit);
  const last = part.at(-1);
  const more = last !== undefined && start + limit < entries.length;
  return { part, nextToken: more ? { nextToken: name(last) } : {} };
}
