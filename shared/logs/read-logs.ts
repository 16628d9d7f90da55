import type { LogCoverage, LogEvidence, LogHit, WatchedPattern } from "../domain/log.ts";
import type { RedactionOptions } from "../domain/redaction.ts";
import { type Instant, latest, secondsBetween } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import type { LogInsights, LogTail } from "../ports/logs.ts";
import { findHits } from "./find-hits.ts";
import { requiredLiterals } from "./literals.ts";
import { ownLines } from "./own-lines.ts";
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
    anyLine: false,
    unreadable: [],
  };
}

/** One look with both readers at once; returns only the hits that are new, and how far the readers got. */
export async function readLogs(readers: LogReaders, question: LogQuestion, before: LogEvidence): Promise<LogEvidence> {
  const { streams, now } = question;
  const { targets } = streams;
  const literals = narrowing(question.patterns);
  const [tail, insights] = await Promise.all([
    readTail(
      readers.tail,
      {
        targets,
        windowStart: question.windowStart,
        now,
        awaiting: question.awaiting,
        isUrgent: question.confirmFrom !== undefined,
      },
      before.coverage.tail,
    ),
    readInsights(readers.insights, { ...question, targets, literals }, before.coverage.insights),
  ]);
  const batches = [tail.lines, ...insights.batches].map((lines) => ownLines(lines, streams));
  const hits: LogHit[] = [];
  for (const [index, lines] of batches.entries()) {
    const isComplete = index === 0 || literals.length === 0;
    hits.push(...findHits(lines, [...before.hits, ...hits], { ...question, isComplete }));
  }
  const anyLine = batches.some((lines) => lines.length > 0);
  const newestLine = latest([before.coverage.newestLine, ...batches.flat().map((line) => line.at)]);
  const anyRecord = before.coverage.anyRecord || batches.some((lines) => lines.some(({ isRecord }) => isRecord));
  const { blind: _, ...coverage } = before.coverage;
  return {
    hits,
    coverage: {
      ...coverage,
      ...blindness(before.coverage, { tail, insights }, now),
      at: now,
      tail: tail.coverage,
      insights: insights.coverage,
      insightsOnly: targets.filter(({ logClass }) => logClass === insightsOnlyClass).map(({ id }) => id),
      targets: targets.map(({ id }) => id),
      ...(before.coverage.anyLine !== undefined && { anyLine: before.coverage.anyLine || anyLine }),
      ...(newestLine !== undefined && { newestLine }),
      ...(streams.firelens !== undefined && { anyRecord }),
      unreadable: streams.unreadable,
    },
  };
}

interface Looks {
  readonly tail: TailLook;
  readonly insights: InsightsLook;
}

/** Blind is a look in which somebody tried and nobody could look; its time counts once somebody can look again. */
function blindness(
  before: LogCoverage,
  looks: Looks,
  now: Instant,
): Pick<LogCoverage, "blindSeconds"> & { blind?: Trouble } {
  const { blindSeconds, blind } = before;
  const hasFailed = looks.tail.failed + looks.insights.failed > 0;
  if (hasFailed && !canLook(looks)) return { blindSeconds, blind: moreBlind(before, looks) };
  if (blind === undefined) return { blindSeconds };
  if (!canLook(looks)) return { blindSeconds, blind };
  return { blindSeconds: blindSeconds + secondsBetween(blind.since, now) };
}

/** Insights is not asked at every look: between two questions it can look as well as it last could. */
function canLook({ tail, insights }: Looks): boolean {
  if (tail.succeeded > 0 || insights.succeeded > 0) return true;
  return insights.failed === 0 && insights.coverage.askedAt !== undefined && insights.coverage.trouble === undefined;
}

const unknownTrouble = { error: "DependencyUnavailable" };

function moreBlind({ at, blind }: LogCoverage, { tail, insights }: Looks): Trouble {
  const troubles = [tail.coverage.trouble, insights.coverage.trouble].filter((trouble) => trouble !== undefined);
  // Denied is final, so it is said only when every reader is.
  const { error } = troubles.find((trouble) => trouble.error !== "AccessDenied") ?? troubles[0] ?? unknownTrouble;
  return {
    error,
    message: troubles.map(({ message }) => message).join("; "),
    inARow: (blind?.inARow ?? 0) + 1,
    since: blind?.since ?? at,
  };
}

function narrowing(patterns: readonly WatchedPattern[]): readonly string[] {
  const literals = patterns.map(({ pattern }) => (pattern === undefined ? undefined : requiredLiterals(pattern)));
  return literals.every((each) => each !== undefined) ? [...new Set(literals.flat())] : [];
}
