import type { LogLine, LogTarget } from "../../shared/domain/log.ts";
import { type Instant, milliseconds } from "../../shared/domain/time.ts";
import { type ErrorName, ValidatorError } from "../../shared/errors.ts";
import type { LogReaders } from "../../shared/logs/read-logs.ts";
import { at, start } from "./a-rollout.ts";
import { aLogLine } from "./log-evidence.ts";

/** A line with the time after which each reader can return it; Infinity = never. Times are seconds since the start. */
export interface ModelLine {
  readonly second: number;
  readonly stream: string;
  readonly text: string;
  readonly tailLag: number;
  readonly insightsLag: number;
}

export interface ModelOptions {
  readonly lines: readonly ModelLine[];
  /** Lines that one read returns at most. */
  readonly page: number;
  /** Seconds that a query takes. */
  readonly queryTakes: number;
  /** Seconds at which a reader fails. */
  readonly fails?: (reader: "tail" | "insights", second: number) => ErrorName | undefined;
}

export interface ModelLogs extends LogReaders {
  /** Moves the time on. */
  now(second: number): void;
  /** Windows of all reads of the tail, and of all queries, in seconds. */
  readonly reads: (readonly [from: number, to: number])[];
  readonly queries: (readonly [from: number, to: number])[];
}

/** Two log readers over the same lines, as slow, cut and failing as told. */
export function modelLogs({ lines, page, queryTakes, fails = () => undefined }: ModelOptions): ModelLogs {
  let second = 0;
  const reads: (readonly [number, number])[] = [];
  const queries: (readonly [number, number])[] = [];
  const results = new Map<string, { readonly found: readonly LogLine[]; readonly doneAt: number }>();
  const failing = (reader: "tail" | "insights"): void => {
    const name = fails(reader, second);
    if (name !== undefined) throw new ValidatorError(name, `${reader} fails at ${second} s`);
  };
  const found = (target: LogTarget, lag: "tailLag" | "insightsLag", [from, to]: readonly [number, number]): LogLine[] =>
    lines
      .filter((line) => target.streams.includes(line.stream) && line.second >= from && line.second <= to)
      .filter((line) => line.second + line[lag] <= second)
      .sort((one, other) => one.second - other.second)
      .map((line) => aLogLine({ stream: line.stream, at: at(line.second), text: line.text }));
  return {
    reads,
    queries,
    now: (moment) => {
      second = moment;
    },
    tail: {
      async read(target, from, to) {
        failing("tail");
        reads.push([since(from), since(to)]);
        const all = found(target, "tailLag", [since(from), since(to)]);
        const shown = all.slice(0, page);
        return { lines: shown, readUntil: all.length > page ? (shown.at(-1)?.at ?? to) : to };
      },
    },
    insights: {
      async start(target, from, to) {
        failing("insights");
        queries.push([since(from), since(to)]);
        const queryId = `query ${results.size}`;
        const window = [Math.floor(since(from)), Math.ceil(since(to))] as const;
        results.set(queryId, { found: found(target, "insightsLag", window), doneAt: second + queryTakes });
        return queryId;
      },
      async result(queryId) {
        failing("insights");
        const { found: all, doneAt } = results.get(queryId) ?? { found: [], doneAt: 0 };
        if (second < doneAt) {
          return { status: "running", lines: all.slice(0, page / 2), isCut: false, bytesScanned: 0 };
        }
        return { status: "complete", lines: all.slice(0, page), isCut: all.length >= page, bytesScanned: all.length };
      },
    },
  };
}

function since(moment: Instant): number {
  return (milliseconds(moment) - milliseconds(start)) / 1000;
}
