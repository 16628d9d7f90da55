import type { ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { InsightsQuery } from "./insights-query.ts";
import { eventBytes, type LogEvent, type LogGroup } from "./log-store.ts";
import type { Row } from "./query-filter.ts";

export interface Scan {
  readonly groups: readonly LogGroup[];
  /** Epoch milliseconds, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** Lines ingested later than this are not indexed yet. */
  readonly indexedUntil: number;
  readonly limit: number;
}

export interface ScanResult {
  readonly rows: readonly ResultField[][];
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
}

interface Found {
  readonly event: LogEvent;
  readonly group: LogGroup;
  readonly row: Row;
}

/** Runs a query over what the index holds. Bytes are counted for the streams that were really read. */
export function scan(query: InsightsQuery, request: Scan): ScanResult {
  const scanned = request.groups.flatMap((group) =>
    scannedEvents(query, request, group).map((event) => found(event, group)),
  );
  const matched = scanned.filter(({ row }) => query.filters.every(({ matches }) => matches(row)));
  const sorted = matched
    .sort((a, b) => order(query, a, b))
    .slice(0, Math.min(request.limit, query.limit ?? request.limit));
  return {
    rows: sorted.map((hit) => resultRow(query.fields, hit)),
    recordsMatched: matched.length,
    recordsScanned: scanned.length,
    bytesScanned: scanned.reduce((sum, { event }) => sum + eventBytes(event), 0),
  };
}

/** Only Standard groups have the default index on `@logStream` that lets a scan skip other streams. */
function scannedEvents(
  query: InsightsQuery,
  { from, to, indexedUntil }: Scan,
  { events, logClass }: LogGroup,
): LogEvent[] {
  const streams =
    logClass === "STANDARD" ? query.filters.find((filter) => filter.streams !== undefined)?.streams : undefined;
  return events.filter(
    ({ at, ingestedAt, stream }) =>
      at >= from && at <= to && ingestedAt <= indexedUntil && (streams === undefined || streams.has(stream)),
  );
}

function found(event: LogEvent, group: LogGroup): Found {
  const row = {
    "@timestamp": timestamp(event.at),
    "@ingestionTime": timestamp(event.ingestedAt),
    "@message": event.text,
    "@logStream": event.stream,
    "@log": `123456789012:${group.group}`,
  };
  return { event, group, row };
}

function order(query: InsightsQuery, a: Found, b: Found): number {
  const { field, descending } = query.sort;
  const [left, right] = [a.row[field] ?? "", b.row[field] ?? ""];
  const ascending = left === right ? a.event.number - b.event.number : left < right ? -1 : 1;
  return descending ? -ascending : ascending;
}

function resultRow(fields: readonly string[], { event, row }: Found): ResultField[] {
  const values = fields.map((field) => ({ field, value: row[field] ?? "" }));
  return [...values, { field: "@ptr", value: Buffer.from(String(event.number)).toString("base64") }];
}

/** `2026-03-01 10:00:00.000`: Insights gives times as text without a zone, in UTC. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
}
