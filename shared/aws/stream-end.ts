import { GetLogEventsCommand, type OutputLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import type { StreamPlace } from "../domain/log.ts";
import { instant } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { StreamEnd } from "../ports/logs.ts";
import { call } from "./call.ts";
import type { LogsClients } from "./logs-clients.ts";

/** A page may be empty although lines follow behind its token. */
const mostPages = 3;

/** GetLogEvents from the end of a stream. */
export function streamEnd(clients: LogsClients): StreamEnd {
  return {
    read: async (place, most) => {
      const events = await lastEvents(clients, place, most);
      const { group, stream } = place;
      return events.map(({ timestamp = 0, message = "" }) => ({
        group,
        stream,
        at: instant(timestamp),
        text: message,
      }));
    },
  };
}

async function lastEvents(
  clients: LogsClients,
  { group, region, stream }: StreamPlace,
  limit: number,
): Promise<readonly OutputLogEvent[]> {
  let nextToken: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const wanted = { logGroupName: group, logStreamName: stream, startFromHead: false, limit };
    const page = await foundOrEmpty(() =>
      call("logs:GetLogEvents", `${group} ${stream}`, () =>
        clients(region).send(new GetLogEventsCommand({ ...wanted, ...(nextToken !== undefined && { nextToken }) })),
      ),
    );
    const { events = [], nextBackwardToken } = page ?? {};
    // At its beginning a stream gives the same token again.
    if (events.length > 0 || nextBackwardToken === undefined || nextBackwardToken === nextToken) return events;
    nextToken = nextBackwardToken;
  }
  return [];
}

/** A stream that does not exist yet holds no line. */
async function foundOrEmpty<Page>(ask: () => Promise<Page>): Promise<Page | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ValidatorError && error.name === "NotFound") return undefined;
    throw error;
  }
}
