import type { GetLogEventsCommandInput, GetLogEventsCommandOutput } from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../server/aws-service.ts";
import { ServiceError } from "../server/service-error.ts";
import { firstOf, pageLimits } from "./filter-log-events.ts";
import { invalid, logGroupOf, refuseInfrequentAccess } from "./log-group-of.ts";
import type { LogSettings } from "./log-settings.ts";
import type { LogEvent, LogStore } from "./log-store.ts";

type Output = Omit<GetLogEventsCommandOutput, "$metadata">;

/** GetLogEvents: one stream, milliseconds, end exclusive; tokens are never absent, and at an end the same token comes back. */
export function getLogEvents(store: LogStore, settings: () => LogSettings) {
  return async (input: GetLogEventsCommandInput, { region, operation }: Call): Promise<Output> => {
    const group = logGroupOf(store, input, region);
    refuseInfrequentAccess(group, operation);
    const stream = input.logStreamName ?? "";
    if (!group.streams.has(stream))
      throw new ServiceError("ResourceNotFoundException", "The specified log stream does not exist.");
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY } = input;
    const seen = Date.now() - settings().tailLagSeconds * 1000;
    const events = group.events.filter(
      (event) => event.stream === stream && event.at >= startTime && event.at < endTime && event.ingestedAt <= seen,
    );
    const cursor = cursorOf(input);
    const rest = events.filter(
      ({ number }) => cursor.number === undefined || (cursor.forward ? number > cursor.number : number < cursor.number),
    );
    const limits = pageLimits(input, settings());
    return answer(cursor, cursor.forward ? firstOf(rest, limits) : firstOf(rest.toReversed(), limits).toReversed());
  };
}

interface Cursor {
  readonly forward: boolean;
  readonly number?: number;
}

function cursorOf({ nextToken, startFromHead = false }: GetLogEventsCommandInput): Cursor {
  if (nextToken === undefined) return { forward: startFromHead };
  const [, direction, number] = /^([fb])\/(\d+)$/.exec(nextToken) ?? [];
  if (number === undefined) throw invalid("The specified nextToken is invalid.");
  return { forward: direction === "f", number: Number(number) };
}

function answer(cursor: Cursor, events: readonly LogEvent[]): Output {
  const [first, last] = [events[0]?.number ?? cursor.number ?? 0, events.at(-1)?.number ?? cursor.number ?? 0];
  return {
    events: events.map(({ at, text, ingestedAt }) => ({ timestamp: at, message: text, ingestionTime: ingestedAt })),
    nextForwardToken: `f/${last}`,
    nextBackwardToken: `b/${first}`,
  };
}
