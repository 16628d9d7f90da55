import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from "@aws-sdk/client-eventbridge";
import type { EventSink } from "../ports/notices.ts";
import { eventSource } from "../schema/verdict-event.ts";
import { call } from "./call.ts";

/** The default event bus of the account and Region. */
export function eventSink(client: EventBridgeClient): EventSink {
  return {
    async put(detailType, detail, resources = []) {
      const entry: PutEventsRequestEntry = {
        Source: eventSource,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
        Resources: [...resources],
      };
      await call("events:PutEvents", "the default event bus", async () => {
        const answer = await client.send(new PutEventsCommand({ Entries: [entry] }));
        const [result] = answer.Entries ?? [];
        if ((answer.FailedEntryCount ?? 0) > 0 || result?.EventId === undefined) throw refusal(result);
      });
    },
  };
}

/** EventBridge refuses a single entry inside an answer of 200: the entry's own error is then the call's. */
function refusal({ ErrorCode = "InternalFailure", ErrorMessage = "no event id" }: PutEventsResultEntry = {}): Error {
  const isInternal = ErrorCode.startsWith("Internal");
  const error = Object.assign(new Error(ErrorMessage), isInternal && { $metadata: { httpStatusCode: 500 } });
  error.name = ErrorCode;
  return error;
}
