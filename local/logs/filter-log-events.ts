import type {
  FilteredLogEvent,
  FilterLogEventsCommandInput,
  FilterLogEventsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../server/aws-service.ts";
import { ServiceError } from "../server/service-error.ts";
import { filterPattern } from "./filter-pattern.ts";
import { invalid, logGroupOf, refuseInfrequentAccess } from "./log-group-of.ts";
import type { LogSettings } from "./log-settings.ts";
import { eventBytes, type LogEvent, type LogGroup, type LogStore } from "./log-store.ts";
import { type PageToken, readToken, writeToken } from "./page-token.ts";

type Output = Omit<FilterLogEventsCommandOutput, "$metadata">;

/** FilterLogEvents: milliseconds, both ends inclusive, all named streams (or the whole group) interleaved, oldest first, those that pass the pattern. */
export function filterLogEvents(store: LogStore, settings: () => LogSettings) {
  const reads = new Map<string, number>();
  return async (input: FilterLogEventsCommandInput, { region, operation }: Call): Promise<Output> => {
    const group = logGroupOf(store, input, region);
    refuseInfrequentAccess(group, operation);
    refuseUnsupported(input);
    const passes = input.filterPattern ? filterPattern(input.filterPattern) : undefined;
    const streams = streamsOf(input, group, settings().missingStreams);
    const read = JSON.stringify([
      input.logGroupName ?? input.logGroupIdentifier,
      input.logStreamNames,
      input.logStreamNamePrefix,
      input.filterPattern,
      input.startTime,
      input.endTime,
    ]);
    const token = input.nextToken === undefined ? undefined : readToken(input.nextToken, read);
    if (token === undefined && isEmptyPage(reads, `${region} ${group.group}`, settings().emptyPageEvery)) {
      return { events: [], searchedLogStreams: [], nextToken: writeToken({ read, after: 0 }) };
    }
    const events = visible(group, input, settings()).filter(
      ({ stream, text }) => (streams === undefined || streams.has(stream)) && (passes === undefined || passes(text)),
    );
    return page(events, token ?? { read, after: 0 }, pageLimits(input, settings()));
  };
}

function refuseUnsupported(input: FilterLogEventsCommandInput): void {
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw invalid("logStreamNames and logStreamNamePrefix cannot both be given.");
  }
  if (input.startFromHead === false) throw invalid("startFromHead: false is not simulated.");
  if (input.startTime !== undefined && input.endTime !== undefined && input.endTime < input.startTime)
    throw invalid("End time must not be before start time.");
}

/** Undefined = every stream. */
function streamsOf(
  input: FilterLogEventsCommandInput,
  group: LogGroup,
  missing: LogSettings["missingStreams"],
): Set<string> | undefined {
  const { logStreamNames: names, logStreamNamePrefix: prefix } = input;
  if (prefix !== undefined) return new Set([...group.streams.keys()].filter((name) => name.startsWith(prefix)));
  if (names === undefined) return undefined;
  if (missing === "refused" && names.some((name) => !group.streams.has(name))) {
    throw new ServiceError("ResourceNotFoundException", "The specified log stream does not exist.");
  }
  return new Set(names);
}

function isEmptyPage(reads: Map<string, number>, group: string, every: number): boolean {
  const count = (reads.get(group) ?? 0) + 1;
  reads.set(group, count);
  return every > 0 && count % every === 0;
}

function visible(
  group: LogGroup,
  { startTime = 0, endTime = Number.POSITIVE_INFINITY }: FilterLogEventsCommandInput,
  settings: LogSettings,
): LogEvent[] {
  const seen = Date.now() - settings.tailLagSeconds * 1000;
  return group.events.filter(({ at, ingestedAt }) => at >= startTime && at <= endTime && ingestedAt <= seen);
}

export interface PageLimits {
  readonly events: number;
  readonly bytes: number;
}

export function pageLimits(
  { limit }: { readonly limit?: number | undefined },
  { pageEvents, pageBytes }: LogSettings,
): PageLimits {
  return { events: Math.min(limit ?? pageEvents, pageEvents), bytes: pageBytes };
}

/** As many of the first events as fit on a page; one at least. */
export function firstOf(events: readonly LogEvent[], limits: PageLimits): LogEvent[] {
  const fitting: LogEvent[] = [];
  let bytes = 0;
  for (const event of events.slice(0, limits.events)) {
    bytes += eventBytes(event);
    if (bytes > limits.bytes && fitting.length > 0) break;
    fitting.push(event);
  }
  return fitting;
}

function page(events: readonly LogEvent[], token: PageToken, limits: PageLimits): Output {
  const rest = events.slice(events.findIndex(({ number }) => number === token.after) + 1);
  const fitting = firstOf(rest, limits);
  const last = fitting.at(-1);
  const more = last !== undefined && fitting.length < rest.length;
  return {
    events: fitting.map(filtered),
    searchedLogStreams: [],
    ...(more ? { nextToken: writeToken({ read: token.read, after: last.number }) } : {}),
  };
}

function filtered(event: LogEvent): FilteredLogEvent {
  return {
    logStreamName: event.stream,
    timestamp: event.at,
    message: event.text,
    ingestionTime: event.ingestedAt,
    eventId: eventId(event),
  };
}

/** 56 digits, as AWS's. */
function eventId({ number }: LogEvent): string {
  return String(number).padStart(56, "0");
}
