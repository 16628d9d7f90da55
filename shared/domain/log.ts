import type { Instant } from "./time.ts";
import type { Trouble } from "./trouble.ts";

/** One line (CloudWatch event) as a reader returned it. */
export interface LogLine {
  readonly group: string;
  readonly stream: string;
  readonly at: Instant;
  readonly text: string;
}

/** The log group into which a service's FireLens router puts its records, as its profile says; no API tells it. */
export interface FirelensPlace {
  readonly group: string;
  /** Absent = the service's. */
  readonly region?: string;
}

/** Lines of this rollout's tasks in one log group, as many streams or tasks as one call takes; a reader never looks at others. */
export interface LogTarget {
  /** The group, with its Region when that is another than the service's, ` firelens` when it holds records, and ` #2`, ` #3` ... when its streams or tasks need several targets. */
  readonly id: string;
  readonly group: string;
  readonly region: string;
  readonly logClass?: string;
  readonly streams: readonly string[];
  /** FireLens: tasks whose records are read instead, in whatever stream of the group they stand; `streams` is then empty. */
  readonly taskIds?: readonly string[];
}

/** Where one container's lines stand. */
export interface StreamPlace {
  readonly group: string;
  readonly region: string;
  readonly stream: string;
}

/** A pattern that a check watches for. Without `pattern` every line counts. */
export interface WatchedPattern {
  readonly check: string;
  /** Unique inside the check, e.g. `expect 1` or `reject 2`. */
  readonly id: string;
  readonly pattern?: string;
  /** Dot path into a JSON line; the pattern is matched against that value only. */
  readonly field?: string;
  /** Only lines of these containers; absent = all. */
  readonly containers?: readonly string[];
  /** How many hits are worth keeping for each stream and altogether: the rest adds nothing to the judgement. */
  readonly keepPerStream: number;
  readonly keepTotal: number;
  /** How many lines that follow in the same stream are kept with a hit: a stack trace, or a description. */
  readonly follow?: number;
}

/** A line that matched a watched pattern. */
export interface LogHit {
  readonly check: string;
  readonly pattern: string;
  readonly taskId: string;
  readonly container: string;
  readonly group: string;
  readonly stream: string;
  readonly at: Instant;
  /** Redacted and capped excerpt around the match; empty where only the count matters. */
  readonly text: string;
  /** The line from the match on, shorter: what a commit status says. */
  readonly headline?: string;
  /** Identifies the line across readers and repeated reads. */
  readonly key: string;
  /** Named groups of the pattern, e.g. version, count, duration. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Lines that came right after it in its stream, as far as they could be read with it; excerpts like `text`. */
  readonly following?: readonly { readonly at: Instant; readonly text: string }[];
}

/** How far one reader got in one target. */
export interface TargetCoverage {
  /** Every line with a time up to here was returned, as far as it could be read by then. */
  readonly readUntil: Instant;
  /** When it looked; later than `readUntil` when there were more lines than one look takes. */
  readonly readAt: Instant;
  /** Digest of the streams it looked at; another set of streams is read from the start of the window. */
  readonly streams: string;
  /** Seconds that the reader leaves the target alone after a look, as the quota is short; absent while it is not. */
  readonly pauseSeconds?: number;
}

export interface RunningQuery {
  readonly queryId: string;
  readonly target: string;
  readonly group: string;
  readonly region: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly askedAt: Instant;
  /** Digest of the streams. */
  readonly streams: string;
  /** This query, or the ones that it continues, began at the start of the window. */
  readonly wholeWindow: boolean;
}

export interface TailCoverage {
  readonly targets: Readonly<Record<string, TargetCoverage>>;
  readonly trouble?: Trouble;
}

export interface InsightsCoverage {
  readonly targets: Readonly<Record<string, TargetCoverage>>;
  readonly askedAt?: Instant;
  readonly running: readonly RunningQuery[];
  /** Per target: a query over the whole window, complete, that ended here. */
  readonly confirmedUntil: Readonly<Record<string, Instant>>;
  readonly trouble?: Trouble;
  readonly bytesScanned: number;
  readonly queries: number;
}

/** How far the two readers got; absence may be concluded only from this. */
export interface LogCoverage {
  readonly at: Instant;
  readonly tail: TailCoverage;
  readonly insights: InsightsCoverage;
  /** Targets that the tail cannot read, because of their log class. */
  readonly insightsOnly: readonly string[];
  /** All targets of this rollout. */
  readonly targets: readonly string[];
  /** No reader could look, for this many looks in a row. */
  readonly blind?: Trouble;
  /** Time in which no reader could look; deadlines move by it. */
  readonly blindSeconds: number;
  /** Whether any reader has returned any line of this rollout, matched or not. */
  readonly anyLine?: boolean;
  /** When the newest line of this rollout was written that any reader has returned; absent while none has. */
  readonly newestLine?: Instant;
  /** Whether any FireLens record that names a task and a container of this rollout was read; absent without FireLens. */
  readonly anyRecord?: boolean;
  /** Containers whose lines cannot be read, and why. */
  readonly unreadable: readonly { readonly container: string; readonly reason: string }[];
}

/** Everything the log checks of a rollout have seen so far. */
export interface LogEvidence {
  readonly hits: readonly LogHit[];
  readonly coverage: LogCoverage;
}
