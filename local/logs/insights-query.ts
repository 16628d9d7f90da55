import { type Filter, readFilter } from "./query-filter.ts";
import { type QueryReader, queryReader, unexpected } from "./query-reader.ts";
import { QueryError } from "./query-tokens.ts";

/** A query of the simulated part of the Logs Insights language: `fields`, `display`, `filter`, `sort`, `limit`. */
export interface InsightsQuery {
  readonly fields: readonly string[];
  readonly filters: readonly Filter[];
  readonly sort: { readonly field: string; readonly descending: boolean };
  readonly limit?: number;
}

/** Fields of an event that a query can name; those of JSON lines are not simulated. */
const knownFields = ["@timestamp", "@ingestionTime", "@message", "@logStream", "@log"] as const;

const largestLimit = 100_000;

/** Throws QueryError for what cannot be compiled, and for commands that are not simulated (`stats`, `parse`, ...). */
export function parseInsightsQuery(text: string): InsightsQuery {
  const reader = queryReader(text);
  const draft: Draft = { fields: [], filters: [] };
  do readCommand(reader, draft);
  while (reader.takes("|"));
  if (reader.peek().kind !== "end") throw unexpected(reader.peek(), "a pipe");
  return {
    fields: draft.fields.length > 0 ? draft.fields : ["@timestamp", "@message"],
    filters: draft.filters,
    sort: draft.sort ?? { field: "@timestamp", descending: true },
    ...(draft.limit === undefined ? {} : { limit: draft.limit }),
  };
}

interface Draft {
  fields: string[];
  readonly filters: Filter[];
  sort?: InsightsQuery["sort"];
  limit?: number;
}

function readCommand(reader: QueryReader, draft: Draft): void {
  const command = reader.kind("word", "a command");
  switch (command.value.toLowerCase()) {
    case "fields":
    case "display":
      draft.fields = readFields(reader);
      return;
    case "filter":
      draft.filters.push(readFilter(reader));
      return;
    case "sort":
      draft.sort = readSort(reader);
      return;
    case "limit":
      draft.limit = readLimit(reader);
      return;
    default:
      throw unexpected(command, "one of the simulated commands fields, display, filter, sort, limit");
  }
}

function readSort(reader: QueryReader): InsightsQuery["sort"] {
  const field = readField(reader);
  const descending = reader.takes("desc");
  if (!descending) reader.takes("asc");
  return { field, descending };
}

function readFields(reader: QueryReader): string[] {
  const fields = [readField(reader)];
  while (reader.takes(",")) fields.push(readField(reader));
  return fields;
}

function readField(reader: QueryReader): string {
  const token = reader.kind("word", "a field");
  if (!knownFields.some((field) => field === token.value))
    throw unexpected(token, `one of the simulated fields ${knownFields.join(", ")}`);
  return token.value;
}

function readLimit(reader: QueryReader): number {
  const token = reader.kind("number", "a number");
  const limit = Number(token.value);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestLimit)
    throw new QueryError(`limit must be 1 to ${largestLimit}`, token.at);
  return limit;
}
