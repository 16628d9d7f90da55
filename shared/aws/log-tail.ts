import { type FilteredLogEvent, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogLine, LogTarget } from "../domain/log.ts";
import { type Instant, instant, milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { LogTail, TailPage } from "../ports.ts";
import { call } from "./call.ts";
import type { LogsClients } from "./logs-clients.ts";

/** What one look reads at most; what is left is read by the next look, from where this one ended. */
const linesPerLook = 50_000;
const charactersPerLook = 32 * 1024 * 1024;

/** FilterLogEvents over known streams. Streams that do not exist yet hold no line; they are no error. */
export function logTail(clients: LogsClients): LogTail {
  return {
    read: (target, from, to) => readExisting(clients, target, { from, to }),
  };
}

interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** One unknown stream makes the whole call fail, so it is narrowed down by halves. */
async function readExisting(clients: LogsClients, target: LogTarget, window: Window): Promise<TailPage> {
  try {
    return await readPages(clients, target, window);
  } catch (error) {
    if (!(error instanceof ValidatorError) || error.name !== "NotFound") throw error;
    // A group is often created with its first line, and then holds none yet.
    const isGroupMissing = /log group does not exist/i.test(error.message);
    if (isGroupMissing || target.streams.length === 1) return { lines: [], readUntil: window.to };
    const middle = Math.ceil(target.streams.length / 2);
    const first = await readExisting(clients, { ...target, streams: target.streams.slice(0, middle) }, window);
    const second = await readExisting(clients, { ...target, streams: target.streams.slice(middle) }, window);
    const readUntil = first.readUntil < second.readUntil ? first.readUntil : second.readUntil;
    return { lines: [...first.lines, ...second.lines], readUntil };
  }
}

async function readPages(clients: LogsClients, target: LogTarget, { from, to }: Window): Promise<TailPage> {
  const lines: LogLine[] = [];
  let characters = 0;
  let nextToken: string | undefined;
  do {
    const page = await call("logs:FilterLogEvents", target.group, () =>
      clients(target.region).send(
        new FilterLogEventsCommand({
          logGroupName: target.group,
          logStreamNames: [...target.streams],
          startTime: milliseconds(from),
          endTime: milliseconds(to) + 1,
          ...(nextToken !== undefined && { nextToken }),
        }),
      ),
    );
    for (const event of page.events ?? []) {
      lines.push(lineOf(target.group, event));
      characters += event.message?.length ?? 0;
    }
    nextToken = page.nextToken;
    // Pages come in the order of time, so everything before the last line is complete.
    const last = lines.at(-1);
    const isFull = lines.length >= linesPerLook || characters >= charactersPerLook;
    if (nextToken !== undefined && isFull && last !== undefined) return { lines, readUntil: last.at };
  } while (nextToken !== undefined);
  return { lines, readUntil: to };
}

function lineOf(group: string, { logStreamName, timestamp, message }: FilteredLogEvent): LogLine {
  return { group, stream: logStreamName ?? "", at: instant(timestamp ?? 0), text: message ?? "" };
}
