import type { InsightsCoverage, LogLine, RunningQuery, TargetCoverage } from "../domain/log.ts";
import { addSeconds, type Instant, milliseconds, secondsBetween } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import { isPassing, ValidatorError } from "../errors.ts";
import type { InsightsResult, LogInsights } from "../ports/logs.ts";
import { type DueQuery, dueQueries, type InsightsQuestion } from "./insights-cadence.ts";
import { streamDigest } from "./stream-digest.ts";
import { moreTrouble } from "./trouble.ts";

/** A query that runs longer than this is given up and asked anew. */
const queryPatienceSeconds = 120;

export interface InsightsLook {
  /** What each query returned; two queries may return the same line. */
  readonly batches: readonly (readonly LogLine[])[];
  readonly coverage: InsightsCoverage;
  readonly succeeded: number;
  readonly failed: number;
}

/** What changes while one look is taken. */
interface Progress {
  readonly batches: (readonly LogLine[])[];
  readonly running: RunningQuery[];
  readonly targets: Record<string, TargetCoverage>;
  readonly confirmedUntil: Record<string, Instant>;
  askedAt: Instant | undefined;
  queries: number;
  bytesScanned: number;
  trouble: Trouble | undefined;
  succeeded: number;
  failed: number;
}

/** Collects the queries that run, and starts new ones where they are due. */
export async function readInsights(
  insights: LogInsights,
  question: InsightsQuestion,
  before: InsightsCoverage,
): Promise<InsightsLook> {
  const progress = startOf(before, question);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      progress.succeeded++;
    } catch (error) {
      progress.failed++;
      progress.trouble = moreTrouble(before.trouble, error, question.now);
    }
  };
  for (const query of before.running) await attempt(() => collect(insights, progress, { query, question }));
  for (const due of dueQueries(coverageOf(progress), question)) {
    progress.askedAt = question.now;
    await attempt(() => ask(insights, progress, { query: queryOf(due, question.now), question }));
  }
  const { batches, succeeded, failed } = progress;
  if (succeeded + failed === 0) progress.trouble = before.trouble;
  return { batches, coverage: coverageOf(progress), succeeded, failed };
}

/** A confirmation did not look at streams that have come since. */
function startOf(before: InsightsCoverage, { targets }: InsightsQuestion): Progress {
  const isStale = (id: string): boolean =>
    targets.some((target) => target.id === id && before.targets[id]?.streams !== streamDigest(target));
  return {
    batches: [],
    running: [],
    targets: { ...before.targets },
    confirmedUntil: Object.fromEntries(Object.entries(before.confirmedUntil).filter(([id]) => !isStale(id))),
    askedAt: before.askedAt,
    queries: before.queries,
    bytesScanned: before.bytesScanned,
    trouble: undefined,
    succeeded: 0,
    failed: 0,
  };
}

function coverageOf({ askedAt, trouble, ...progress }: Progress): InsightsCoverage {
  const { targets, running, confirmedUntil, bytesScanned, queries } = progress;
  return {
    targets,
    running,
    confirmedUntil,
    bytesScanned,
    queries,
    ...(askedAt !== undefined && { askedAt }),
    ...(trouble !== undefined && { trouble }),
  };
}

type Query = Omit<RunningQuery, "queryId">;

function queryOf({ target, from, wholeWindow }: DueQuery, now: Instant): Query {
  const { id, group, region } = target;
  return { target: id, group, region, from, to: now, askedAt: now, streams: streamDigest(target), wholeWindow };
}

interface Asking {
  readonly query: Query;
  readonly question: InsightsQuestion;
}

async function ask(insights: LogInsights, progress: Progress, { query, question }: Asking): Promise<void> {
  const target = question.targets.find(({ id }) => id === query.target);
  if (target === undefined) return;
  const queryId = await insights.start(target, query.from, query.to, question.literals);
  progress.queries++;
  progress.running.push({ ...query, queryId });
}

interface Collecting extends Asking {
  readonly query: RunningQuery;
}

/** Takes what a query has found. One that was cut goes on where it ended, so that in the end every line was returned. */
async function collect(insights: LogInsights, progress: Progress, { query, question }: Collecting): Promise<void> {
  const result = await resultOf(insights, progress, { query, question });
  progress.batches.push(result.lines);
  if (result.status === "failed") {
    throw new ValidatorError("DependencyUnavailable", `the Logs Insights query on ${query.group} failed`);
  }
  if (result.status === "running") {
    if (isOverdue(query, question)) {
      const text = `the Logs Insights query on ${query.group} had no result after ${queryPatienceSeconds} s`;
      throw new ValidatorError("DependencyUnavailable", text);
    }
    progress.running.push(query);
    return;
  }
  progress.bytesScanned += result.bytesScanned;
  const rest = restOf(query, result);
  const readUntil = rest ?? query.to;
  const now = { readUntil, readAt: query.to, streams: query.streams };
  progress.targets[query.target] = covered(progress.targets[query.target], now);
  if (rest !== undefined) {
    await ask(insights, progress, { query: { ...query, from: rest, askedAt: question.now }, question });
  } else if (query.wholeWindow) progress.confirmedUntil[query.target] = query.to;
}

/** A passing error costs the look, not the query. */
async function resultOf(
  insights: LogInsights,
  progress: Progress,
  { query, question }: Collecting,
): Promise<InsightsResult> {
  try {
    return await insights.result(query.queryId, query);
  } catch (error) {
    if (isPassing(error) && !isOverdue(query, question)) progress.running.push(query);
    throw error;
  }
}

function isOverdue({ askedAt }: RunningQuery, { now }: InsightsQuestion): boolean {
  return secondsBetween(askedAt, now) >= queryPatienceSeconds;
}

/** From where on lines are missing, undefined when none are. Insights knows whole seconds: of a second with more lines than one query returns, the rest is passed over. */
function restOf({ from, to }: RunningQuery, { isCut, lines }: InsightsResult): Instant | undefined {
  const last = lines.at(-1)?.at;
  if (!isCut || last === undefined) return undefined;
  const second = (at: Instant): number => Math.floor(milliseconds(at) / 1000);
  const rest = second(last) > second(from) ? last : addSeconds(from, 1);
  return rest < to ? rest : undefined;
}

function covered(before: TargetCoverage | undefined, now: TargetCoverage): TargetCoverage {
  return before !== undefined && before.readUntil > now.readUntil ? before : now;
}
