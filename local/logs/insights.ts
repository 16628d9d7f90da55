import type {
  GetQueryResultsCommandInput,
  GetQueryResultsCommandOutput,
  StartQueryCommandInput,
  StopQueryCommandInput,
} from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../server/aws-service.ts";
import { ServiceError } from "../server/service-error.ts";
import { type InsightsQuery, parseInsightsQuery } from "./insights-query.ts";
import { type ScanResult, scan } from "./insights-scan.ts";
import { groupNamed, invalid } from "./log-group-of.ts";
import type { LogSettings } from "./log-settings.ts";
import type { LogGroup, LogStore } from "./log-store.ts";
import { QueryError } from "./query-tokens.ts";

interface StartedQuery {
  readonly region: string;
  readonly startedAt: number;
  /** Scheduled until a quarter of the time, then running, then complete. */
  readonly completeAt: number;
  readonly isInfrequent: boolean;
  readonly result: ScanResult;
  isStopped: boolean;
}

type Status = "Scheduled" | "Running" | "Complete" | "Cancelled";
type Results = Omit<GetQueryResultsCommandOutput, "$metadata">;

/** Largest answer of GetQueryResults. */
const pageRows = 10_000;

/** AWS documents 1,000 and 10,000 as the default; the smaller one shows who relies on it. */
const defaultLimit = 1000;

/** StartQuery, GetQueryResults and StopQuery. A query sees what was indexed when it started. */
export function insights(store: LogStore, settings: () => LogSettings) {
  const queries = new Map<string, StartedQuery>();
  return {
    bytesScanned: () => [...queries.values()].reduce((sum, { result }) => sum + result.bytesScanned, 0),
    async startQuery(input: StartQueryCommandInput, { region }: Call): Promise<{ queryId: string }> {
      const groups = queriedGroups(store, input, region);
      const query = compiled(input.queryString ?? "");
      const isInfrequent = groups.some(({ logClass }) => logClass === "INFREQUENT_ACCESS");
      refuseTooMany([...queries.values()], { region, isInfrequent }, settings());
      const queryId = `00000000-0000-4000-9000-${String(queries.size + 1).padStart(12, "0")}`;
      queries.set(queryId, started({ query, groups, input, region, isInfrequent }, settings()));
      return { queryId };
    },
    async getQueryResults(input: GetQueryResultsCommandInput, call: Call): Promise<Results> {
      return results(queryOf(queries, input.queryId, call), input);
    },
    async stopQuery({ queryId }: StopQueryCommandInput, call: Call): Promise<{ success: boolean }> {
      const query = queryOf(queries, queryId, call);
      if (!isOpen(query)) throw invalid("The specified query is not running.");
      query.isStopped = true;
      return { success: true };
    },
  };
}

function queriedGroups(store: LogStore, input: StartQueryCommandInput, region: string): LogGroup[] {
  const given = [
    input.logGroupName === undefined ? undefined : [input.logGroupName],
    input.logGroupNames,
    input.logGroupIdentifiers,
  ];
  const [names, ...others] = given.filter((list) => list !== undefined);
  if (names === undefined || others.length > 0)
    throw invalid("Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given.");
  if ((input.endTime ?? 0) < (input.startTime ?? 0)) throw invalid("The end time must not be before the start time.");
  return names.map((name) => groupNamed(store, name, region));
}

function compiled(queryString: string): InsightsQuery {
  try {
    return parseInsightsQuery(queryString);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    const location = { startCharOffset: error.at, endCharOffset: error.at + 1 };
    throw new ServiceError("MalformedQueryException", error.message, {
      members: { queryCompileError: { location, message: error.message } },
    });
  }
}

function refuseTooMany(
  queries: readonly StartedQuery[],
  { region, isInfrequent }: Pick<StartedQuery, "region" | "isInfrequent">,
  settings: LogSettings,
): void {
  const open = queries.filter((query) => query.region === region && isOpen(query));
  const infrequent = open.filter((query) => query.isInfrequent);
  const tooMany =
    open.length >= settings.concurrentQueries ||
    (isInfrequent && infrequent.length >= settings.concurrentInfrequentQueries);
  if (tooMany) throw new ServiceError("LimitExceededException", "Account maximum query concurrency limit exceeded.");
}

interface Start {
  readonly query: InsightsQuery;
  readonly groups: readonly LogGroup[];
  readonly input: StartQueryCommandInput;
  readonly region: string;
  readonly isInfrequent: boolean;
}

/** AWS converts both seconds straight to milliseconds, so the last 999 ms of the end second are outside (aws/aws-sdk issue 280). */
function started({ query, groups, input, region, isInfrequent }: Start, settings: LogSettings): StartedQuery {
  const now = Date.now();
  const result = scan(query, {
    groups,
    from: (input.startTime ?? 0) * 1000,
    to: (input.endTime ?? 0) * 1000,
    indexedUntil: now - settings.insightsLagSeconds * 1000,
    limit: input.limit ?? defaultLimit,
  });
  return {
    region,
    startedAt: now,
    completeAt: now + settings.queryDurationSeconds * 1000,
    isInfrequent,
    result,
    isStopped: false,
  };
}

function queryOf(
  queries: ReadonlyMap<string, StartedQuery>,
  queryId: string | undefined,
  { region }: Call,
): StartedQuery {
  const query = queries.get(queryId ?? "");
  if (query?.region !== region)
    throw new ServiceError("ResourceNotFoundException", "The specified query does not exist.");
  return query;
}

function isOpen(query: StartedQuery): boolean {
  return !query.isStopped && Date.now() < query.completeAt;
}

function statusOf(query: StartedQuery): Status {
  if (query.isStopped) return "Cancelled";
  if (Date.now() >= query.completeAt) return "Complete";
  return Date.now() < query.startedAt + (query.completeAt - query.startedAt) / 4 ? "Scheduled" : "Running";
}

/** A running query shows the first half of what it will have found. */
const shownShare: Readonly<Record<Status, number>> = { Scheduled: 0, Running: 0.5, Complete: 1, Cancelled: 0 };

function results(query: StartedQuery, { nextToken, maxItems = pageRows }: GetQueryResultsCommandInput): Results {
  const status = statusOf(query);
  const share = shownShare[status];
  const { rows, recordsMatched, recordsScanned, bytesScanned } = query.result;
  const shown = rows.slice(0, Math.floor(rows.length * share));
  const from = nextToken === undefined ? 0 : Number(nextToken);
  if (!Number.isInteger(from)) throw invalid("The specified nextToken is invalid.");
  return {
    queryLanguage: "CWLI",
    status,
    results: shown.slice(from, from + maxItems),
    statistics: {
      recordsMatched: Math.floor(recordsMatched * share),
      recordsScanned: Math.floor(recordsScanned * share),
      bytesScanned: Math.floor(bytesScanned * share),
    },
    ...(from + maxItems < shown.length ? { nextToken: String(from + maxItems) } : {}),
  };
}
