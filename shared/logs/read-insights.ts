import type {
  InsightsCoverage,
  LogLine,
  LogTarget,
  ReaderTrouble,
  RunningQuery,
  TargetCoverage,
} from "../domain/log.ts";
import { addSeconds, type Instant, secondsBetween } from "../domain/time.ts";
import type { LogInsights } from "../ports.ts";
import { moreTrouble } from "./trouble.ts";

/** While a signature is awaited Insights is asked at least this often. */
export const insightsEverySeconds = 30;

/** Lines become visible to Insights one to three minutes after the tail, so each query looks that far back again. */
export const insightsOverlapSeconds = 180;

/** A query that runs longer than this is given up and asked anew. */
const queryPatienceSeconds = 120;

export interface InsightsQuestion {
  readonly targets: readonly LogTarget[];
  readonly windowStart: Instant;
  readonly now: Instant;
  /** One of these stands in every line that any pattern matches; empty = no narrowing. */
  readonly literals: readonly string[];
  /** A signature is awaited: ask in the ordinary rhythm. */
  readonly awaiting: boolean;
  /** Absence or a count is about to be concluded: ask over the whole window, ending no earlier than this. */
  readonly confirmFrom?: Instant;
}

export interface InsightsLook {
  readonly lines: readonly LogLine[];
  readonly coverage: InsightsCoverage;
  readonly succeeded: number;
  readonly failed: number;
}

/** Collects the queries that run, and starts new ones where they are due. */
export async function readInsights(
  insights: LogInsights,
  question: InsightsQuestion,
  before: InsightsCoverage,
): Promise<InsightsLook> {
  const state = { ...before, targets: { ...before.targets }, confirmedUntil: { ...before.confirmedUntil } };
  const lines: LogLine[] = [];
  const running: RunningQuery[] = [];
  let trouble: ReaderTrouble | undefined;
  let succeeded = 0;
  let failed = 0;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      succeeded++;
    } catch (error) {
      failed++;
      trouble = moreTrouble(before.trouble, error, question.now);
    }
  };
  for (const query of before.running) {
    await attempt(async () => {
      const result = await insights.result(query.queryId, query);
      lines.push(...result.lines);
      if (result.status === "running" && secondsBetween(query.to, question.now) < queryPatienceSeconds)
        running.push(query);
      if (result.status !== "complete") return;
      state.bytesScanned += result.bytesScanned;
      state.targets[query.target] = covered(state.targets[query.target], query);
      if (query.wholeWindow) state.confirmedUntil[query.target] = query.to;
    });
  }
  for (const { target, wholeWindow } of dueQueries({ ...state, running }, question)) {
    await attempt(async () => {
      const from = wholeWindow
        ? question.windowStart
        : queryFrom(state.targets[target.id], target, question.windowStart);
      const queryId = await insights.start(target, from, question.now, question.literals);
      state.queries++;
      running.push({
        queryId,
        target: target.id,
        group: target.group,
        region: target.region,
        from,
        to: question.now,
        streams: target.streams,
        wholeWindow,
      });
    });
    state.askedAt = question.now;
  }
  const { trouble: _, ...rest } = state;
  const kept = succeeded + failed === 0 ? before.trouble : trouble;
  return { lines, coverage: { ...rest, running, ...(kept !== undefined && { trouble: kept }) }, succeeded, failed };
}

interface DueQuery {
  readonly target: LogTarget;
  readonly wholeWindow: boolean;
}

function dueQueries(
  state: InsightsCoverage,
  { targets, now, awaiting, confirmFrom }: InsightsQuestion,
): readonly DueQuery[] {
  const inRhythm =
    awaiting && (state.askedAt === undefined || secondsBetween(state.askedAt, now) >= insightsEverySeconds);
  return targets.flatMap((target): readonly DueQuery[] => {
    const runs = state.running.filter((query) => query.target === target.id);
    const confirmed = state.confirmedUntil[target.id];
    const wholeWindow =
      confirmFrom !== undefined &&
      now >= confirmFrom &&
      (confirmed === undefined || confirmed < confirmFrom) &&
      !runs.some((query) => query.wholeWindow && query.to >= confirmFrom);
    if (wholeWindow) return [{ target, wholeWindow }];
    return inRhythm && runs.length === 0 ? [{ target, wholeWindow }] : [];
  });
}

function queryFrom(before: TargetCoverage | undefined, target: LogTarget, windowStart: Instant): Instant {
  if (before === undefined || target.streams.some((stream) => !before.streams.includes(stream))) return windowStart;
  const from = addSeconds(before.readUntil, -insightsOverlapSeconds);
  return from > windowStart ? from : windowStart;
}

function covered(before: TargetCoverage | undefined, query: RunningQuery): TargetCoverage {
  return before !== undefined && before.readUntil > query.to ? before : { readUntil: query.to, streams: query.streams };
}
