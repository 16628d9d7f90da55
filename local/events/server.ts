import * as eventbridge from "@aws-sdk/client-eventbridge";
import { awsService } from "../server/aws-service.ts";
import type { EmbeddedServer } from "../server/embedded-server.ts";
import { ServiceError } from "../server/service-error.ts";
import { type EventEnvelope, envelope } from "./envelope.ts";
import type { EventBus } from "./event-bus.ts";
import { isJsonObject } from "./json.ts";
import { matches } from "./match-pattern.ts";
import { InvalidEventPattern } from "./pattern.ts";

export interface EventsServerOptions {
  readonly account: string;
  readonly newId: () => string;
}

/** PutEvents and TestEventPattern over the simulated bus. */
export function eventsServer(bus: EventBus, { account, newId }: EventsServerOptions): EmbeddedServer {
  return awsService({
    name: "events",
    targetPrefix: "AWSEvents",
    contentType: "application/x-amz-json-1.1",
    shapes: eventbridge,
    operations: {
      async TestEventPattern(input: eventbridge.TestEventPatternRequest) {
        const event = jsonOf(input.Event, "Event is not valid.");
        return { Result: refusing(() => matches(jsonOf(input.EventPattern, "Event pattern is not valid."), event)) };
      },
      async PutEvents(input: eventbridge.PutEventsRequest, { region }) {
        const entries = input.Entries ?? [];
        if (entries.length < 1 || entries.length > 10)
          throw new ServiceError("ValidationException", "Entries must have 1 to 10 items.");
        if (entries.reduce((sum, entry) => sum + entryBytes(entry), 0) > largestRequest)
          throw new ServiceError("ValidationException", "Total size of the entries in the request is over the limit.");
        const results = entries.map((entry) => {
          const made = fromEntry(entry, { id: newId(), account, region });
          if (typeof made === "string") return { ErrorCode: made, ErrorMessage: `The entry was refused: ${made}.` };
          bus.put(made);
          return { EventId: made.id };
        });
        return { FailedEntryCount: results.filter((result) => "ErrorCode" in result).length, Entries: results };
      },
    },
  });
}

/**
 * Bytes of all entries together: 256 KB in the user guide (eb-putevent-size), 1 MB since January 2026 by the AWS Compute Blog.
 * The smaller one is asked for, as a message that it takes is safe with both.
 */
const largestRequest = 256 * 1024;

function entryBytes({ Time, Source, DetailType, Detail, Resources }: eventbridge.PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  return (Time ? 14 : 0) + texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ""), 0);
}

/** The event of an entry, or the name of the error for which EventBridge refuses this one entry. */
function fromEntry(
  entry: eventbridge.PutEventsRequestEntry,
  { id, account, region }: { id: string; account: string; region: string },
): EventEnvelope | string {
  const { Source, DetailType, Detail, Time = new Date(), Resources = [] } = entry;
  if (!Source || !DetailType || Detail === undefined) return "InvalidArgument";
  if (Source.startsWith("aws.")) return "NotAuthorizedForSourceException";
  let detail: unknown;
  try {
    detail = JSON.parse(Detail);
  } catch {
    return "MalformedDetail";
  }
  if (!isJsonObject(detail)) return "MalformedDetail";
  return envelope(
    id,
    { account, region },
    { source: Source, detailType: DetailType, at: Time.toISOString(), resources: Resources, detail },
  );
}

function refusing<Value>(action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    if (error instanceof InvalidEventPattern) throw new ServiceError("InvalidEventPatternException", error.message);
    throw error;
  }
}

function jsonOf(text: string | undefined, complaint: string): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    throw new ServiceError("InvalidEventPatternException", complaint);
  }
}
