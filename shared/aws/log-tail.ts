import { type FilteredLogEvent, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { LogLine, LogTarget } from "../domain/log.ts";
import { type Instant, instant, milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { LogTail, TailPage } from "../ports/logs.ts";
import { call } from "./call.ts";
import type { LogsClients } from "./logs-clients.ts";
import { recordPatterns } from "./record-patterns.ts";

/** What one look reads at most; what is left is read by the next look, from where this one ended. */
const linesPerLook = 50_000;
const charactersPerLook = 32 * 1024 * 1024;

/** Most pages of a look by pattern may be empty, as it passes over the lines of all other tasks; one that needs more is left to Insights. */
const pagesPerLook = 100;

/** FilterLogEvents over known streams, or over a group by a pattern for tasks. What does not exist yet holds no line; it is no error. */
export function logTail(clients: LogsClients): LogTail {
  return {
    read: (target, from, to) =>
      target.taskIds === undefined
        ? readExisting(clients, target, { from, to })
        : readRecords(clients, target, { from, to }),
  };
}

interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** One unknown stream makes the whole call fail, so it is narrowed down by halves. */
async function readExisting(clients: LogsClients, target: LogTarget, window: Window): Promise<TailPage> {
  try {
    return await readPages(clients, { ...target, selection: { logStreamNames: [...target.streams] } }, window);
  } catch (error) {
    if (!isMissing(error)) throw error;
    // A group is often created with its first line, and then holds none yet.
    const isGroupMissing = /log group does not exist/i.test(error.message);
    if (isGroupMissing || target.streams.length === 1) return { lines: [], readUntil: window.to };
    const middle = Math.ceil(target.streams.length / 2);
    const first = await readExisting(clients, { ...target, streams: target.streams.slice(0, middle) }, window);
    const second = await readExisting(clients, { ...target, streams: target.streams.slice(middle) }, window);
    return together([first, second], window);
  }
}

/** One pattern names some 18 tasks, so that more of them need several calls. */
async function readRecords(clients: LogsClients, target: LogTarget, window: Window): Promise<TailPage> {
  const pages: TailPage[] = [];
  try {
    for (const filterPattern of recordPatterns(target.taskIds ?? []))
      pages.push(await readPages(clients, { ...target, selection: { filterPattern } }, window));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return together(pages, window);
}

function together(pages: readonly TailPage[], { to }: Window): TailPage {
  const readUntil = pages.reduce((until, page) => (page.readUntil < until ? page.readUntil : until), to);
  return { lines: pages.flatMap(({ lines }) => lines), readUntil };
}

function isMissing(error: unknown): error is ValidatorError {
  return error instanceof ValidatorError && error.name === "NotFound";
}

interface Reading extends Pick<LogTarget, "group" | "region"> {
  readonly selection: { readonly logStreamNames: string[] } | { readonly filterPattern: string };
}

async function readPages(clients: LogsClients, target: Reading, { from, to }: Window): Promise<TailPage> {
  const lines: LogLine[] = [];
  let characters = 0;
  let pages = 0;
  let nextToken: string | undefined;
  do {
    const page = await call("logs:FilterLogEvents", target.group, () =>
      clients(target.region).send(
        new FilterLogEventsCommand({
          logGroupName: target.group,
          ...target.selection,
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
    pages++;
    // Pages come in the order of time, so everything before the last line is complete.
    const last = lines.at(-1);
    const isLong = "filterPattern" in target.selection && pages >= pagesPerLook;
    const isFull = lines.length >= linesPerLook || characters >= charactersPerLook || isLong;
    if (nextToken !== undefined && isFull && last !== undefined) return { lines, readUntil: last.at };
    if (nextToken !== undefined && isLong)
      throw new ValidatorError(
        "DependencyUnavailable",
        `logs:FilterLogEvents on ${target.group}: no line in ${pages} pages`,
      );
  } while (nextToken !== undefined);
  return { lines, readUntil: to };
}

function lineOf(group: string, { logStreamName, timestamp, message }: FilteredLogEvent): LogLine {
  return { group, stream: logStreamName ?? "", at: instant(timestamp ?? 0), text: message ?? "" };
}
