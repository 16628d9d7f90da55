import type { LogLine, LogTarget, StreamPlace } from "../domain/log.ts";
import type { Instant } from "../domain/time.ts";

export interface LogGroups {
  /** The log class of a group; undefined when the group does not exist. */
  logClass(group: string, region: string): Promise<string | undefined>;
}

export interface TailPage {
  readonly lines: readonly LogLine[];
  /** Everything up to here was returned; earlier than asked when the budget of lines ran out. */
  readonly readUntil: Instant;
}

/** FilterLogEvents over known streams: fresh within seconds, Standard class only. */
export interface LogTail {
  read(target: LogTarget, from: Instant, to: Instant): Promise<TailPage>;
}

/** GetLogEvents on one stream: its end in one call, whatever stands before; fresh within seconds, Standard class only. */
export interface StreamEnd {
  /** The last lines, oldest first, at most `most`; none when the stream does not exist (yet). */
  read(place: StreamPlace, most: number): Promise<readonly LogLine[]>;
}

export interface InsightsResult {
  readonly status: "running" | "complete" | "failed";
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** More lines were found than are returned: the ones after the last line are missing. */
  readonly isCut: boolean;
  readonly bytesScanned: number;
}

/** Logs Insights: complete and slow, every log class. */
export interface LogInsights {
  /** Starts a query over [from, to] and returns its id; `literals` narrow it to lines that contain one of them (empty = all lines). */
  start(target: LogTarget, from: Instant, to: Instant, literals: readonly string[]): Promise<string>;
  result(queryId: string, target: Pick<LogTarget, "group" | "region">): Promise<InsightsResult>;
}
