import type { RateQuota } from "../server/rate-quota.ts";

/** How the simulated CloudWatch Logs behaves; every default is a usual value, and scenarios change them. */
export interface LogSettings {
  /** From ingestion until FilterLogEvents and GetLogEvents return a line. */
  readonly tailLagSeconds: number;
  /** From ingestion until Logs Insights finds it; one to three minutes were seen in bad times. */
  readonly insightsLagSeconds: number;
  /** From StartQuery until the query is complete. */
  readonly queryDurationSeconds: number;
  /** Largest page of events; AWS: 10,000. */
  readonly pageEvents: number;
  /** Largest page in bytes; AWS: 1 MB. */
  readonly pageBytes: number;
  /** Every n-th read of a group starts with an empty page and a token, as AWS may; 0 = never. */
  readonly emptyPageEvery: number;
  /**
   * FilterLogEvents with a stream that does not exist (yet) among its names: AWS refuses the whole call
   * (percona/rds_exporter issue 81); `ignored` tests that nothing depends on it.
   */
  readonly missingStreams: "refused" | "ignored";
  /** Concurrent queries per Region. */
  readonly concurrentQueries: number;
  /** Concurrent queries on Infrequent Access groups per Region. */
  readonly concurrentInfrequentQueries: number;
  readonly quotas: readonly RateQuota[];
}

function quota(operation: string, perSecond: number): RateQuota {
  return { operations: [operation], perSecond, burst: perSecond };
}

/** Quotas of a Region outside the largest (CloudWatch Logs quotas page). */
export const usualLogSettings: LogSettings = {
  tailLagSeconds: 2,
  insightsLagSeconds: 20,
  queryDurationSeconds: 2,
  pageEvents: 10_000,
  pageBytes: 1_048_576,
  emptyPageEvery: 3,
  missingStreams: "refused",
  concurrentQueries: 100,
  concurrentInfrequentQueries: 5,
  quotas: [
    quota("StartQuery", 10),
    quota("GetQueryResults", 10),
    quota("StopQuery", 10),
    quota("FilterLogEvents", 10),
    quota("GetLogEvents", 10),
    quota("DescribeLogStreams", 25),
    quota("DescribeLogGroups", 10),
  ],
};
