import type { LogCoverage, LogEvidence, ReaderTrouble, WatchedPattern } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import type { LogInsights, LogTail } from "../ports.ts";
import { findHits } from "./find-hits.ts";
import { requiredLiterals } from "./literals.ts";
import { type InsightsLook, readInsights } from "./read-insights.ts";
import { insightsOnlyClass, readTail, type TailLook } from "./read-tail.ts";
import type { RolloutStreams } from "./stream-names.ts";

export interface LogReaders {
  readonly tail: LogTail;
  readonly insights: LogInsights;
}

export interface LogQuestion {
  readonly streams: RolloutStreams;
  readonly patterns: readonly WatchedPattern[];
  readonly redaction: RedactionOptions;
  readonly windowStart: Instant;
  readonly now: Instant;
  readonly awaiting: boolean;
  readonly confirmFrom?: Instant;
}

export function noCoverage(now: Instant): LogCoverage {
  return {
    at: now,
    tail: { targets: {} },
    insights: { targets: {}, running: [], confirmedUntil: {}, bytesScanned: 0, queries: 0 },
    insightsOnly: [],
    targets: [],
    blindSeconds: 0,
    unreadable: [],
  };
}

/** One look with both readers at once; returns only the hits that are new, and how far the readers got. */
export async function readLogs(readers: LogReaders, question: LogQuestion, before: LogEvidence): Promise<LogEvidence> {
  const { streams, now } = question;
  const { targets } = streams;
  const literals = narrowing(question.patterns);
  const [tail, insights] = await Promise.all([
    readTail(readers.tail, { targets, windowStart: question.windowStart, now }, before.coverage.tail),
    readInsights(readers.insights, { ...question, targets, literals }, before.coverage.insights),
  ]);
  const matching = { ...question, owners: streams.owners };
  const fromTail = findHits(tail.lines, before.hits, matching);
  const fromInsights = findHits(insights.lines, [...before.hits, ...fromTail], matching);
  const { blind: _, ...coverage } = before.coverage;
  return {
    hits: [...fromTail, ...fromInsights],
    coverage: {
      ...coverage,
      ...blindness(before.coverage, [tail, insights], now),
      at: now,
      tail: tail.coverage,
      insights: insights.coverage,
      insightsOnly: targets.filter(({ logClass }) => logClass === insightsOnlyClass).map(({ id }) => id),
      targets: targets.map(({ id }) => id),
      unreadable: streams.unreadable,
    },
  };
}

/** Blind is a look in which somebody tried and nobody succeeded; its time counts once somebody can look again. */
function blindness(
  before: LogCoverage,
  looks: readonly (TailLook | InsightsLook)[],
  now: Instant,
): Pick<LogCoverage, "blindSeconds"> & { blind?: ReaderTrouble } {
  const succeeded = looks.some((look) => look.succeeded > 0);
  const failures = looks.filter((look) => look.failed > 0);
  if (!succeeded && failures.length > 0) {
    const troubles = failures.map((look) => look.coverage.trouble).filter((trouble) => trouble !== undefined);
    return {
      blindSeconds: before.blindSeconds,
      blind: {
        error: troubles.every(({ error }) => error === "AccessDenied")
          ? "AccessDenied"
          : (troubles[0]?.error ?? "DependencyUnavailable"),
        message: troubles.map(({ message }) => message).join("; "),
        inARow: (before.blind?.inARow ?? 0) + 1,
        since: before.blind?.since ?? before.at,
      },
    };
  }
  if (before.blind === undefined) return { blindSeconds: before.blindSeconds };
  if (!succeeded) return { blindSeconds: before.blindSeconds, blind: before.blind };
  return { blindSeconds: before.blindSeconds + secondsBetween(before.blind.since, now) };
}

function narrowing(patterns: readonly WatchedPattern[]): readonly string[] {
  const literals = patterns.map(({ pattern }) => (pattern === undefined ? undefined : requiredLiterals(pattern)));
  return literals.every((each) => each !== undefined) ? [...new Set(literals.flat())] : [];
}
