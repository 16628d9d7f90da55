import { rollbackTargetSeconds } from "../domain/rollback.ts";
import { addSeconds, type Instant } from "../domain/time.ts";
import { dayOf, daysFrom, weekOf } from "./calendar.ts";
import { type DecidedRecord, type Deployment, deploymentsOf } from "./deployments.ts";
import { type Downtime, downtimeOf } from "./downtime.ts";
import { type People, peopleOf } from "./people.ts";
import { type Rate, rate, type Tally, tally } from "./rate.ts";
import { type Restore, restoreOf } from "./restore.ts";
import { type Spread, spread } from "./spread.ts";

export interface Day {
  readonly day: string;
  readonly deployments: number;
  readonly failed: number;
}

export interface Week extends Tally {
  /** Its Monday. */
  readonly week: string;
}

/** The deployments of a service in a time, as numbers. Days and weeks are those of UTC; every one of the time is there. */
export interface History {
  readonly since: Instant;
  readonly until: Instant;
  readonly total: Tally;
  readonly days: readonly Day[];
  readonly weeks: readonly Week[];
  readonly timeToVerdict: Spread;
  /** From the completed deployment to its verdict, of those that were complete by then. */
  readonly confidence: Spread;
  readonly deploymentSeconds: Spread;
  readonly rollback: Spread & {
    readonly inTime: Rate;
    readonly targetSeconds: number;
    /** Of them, those by deploying an older release again. */
    readonly byPipeline: number;
  };
  readonly downtime: Downtime;
  readonly restore: Restore;
  /** Verdicts that asked no person to act or to judge, and about which nobody decided. Whether somebody looked all the same is not known. */
  readonly withoutPerson: Rate;
  readonly people: People;
  /** Judged deployments with a migration check that were confirmed by it, with every other check. */
  readonly migrations: Rate;
  /** The oldest first. */
  readonly deployments: readonly Deployment[];
}

/**
 * How far back records are read before the time: whether its first deployments repaired something older is only so known.
 */
export const lookBackSeconds = 30 * 86_400;

/** Records in, in any order, numbers out. Records from before the time say only what the first deployments in it repaired. */
export function historyOf(
  records: readonly DecidedRecord[],
  { since, until }: { readonly since: Instant; readonly until: Instant },
): History {
  const deployments = deploymentsOf(records).filter(({ startedAt }) => startedAt >= since && startedAt <= until);
  const rollbacks = deployments.flatMap(({ rollbackSeconds }) => rollbackSeconds ?? []);
  const inTime = rollbacks.filter((seconds) => seconds <= rollbackTargetSeconds).length;
  const decided = deployments.filter(({ decision }) => decision !== undefined);
  const calm = decided.filter(isCalm);
  const total = tally(deployments);
  const migrated = deployments.filter((each) => each.hasMigrations && isSettled(each));
  return {
    since,
    until,
    total,
    days: daysOf(deployments, since, until),
    weeks: weeksOf(deployments, since, until),
    timeToVerdict: spread(deployments.flatMap(({ verdictSeconds }) => verdictSeconds ?? [])),
    confidence: spread(deployments.flatMap(({ confidenceSeconds }) => confidenceSeconds ?? [])),
    deploymentSeconds: spread(deployments.flatMap(({ deploymentSeconds }) => deploymentSeconds ?? [])),
    rollback: {
      ...spread(rollbacks),
      inTime: rate(inTime, rollbacks.length),
      targetSeconds: rollbackTargetSeconds,
      byPipeline: total.rollbacks,
    },
    downtime: downtimeOf(deployments),
    restore: restoreOf(deployments),
    withoutPerson: rate(calm.length, decided.length),
    people: peopleOf(deployments),
    migrations: rate(migrated.filter(({ outcome }) => outcome === "passed").length, migrated.length),
    deployments,
  };
}

/** From when records are read for a history since then. */
export function readSince(since: Instant): Instant {
  return addSeconds(since, -lookBackSeconds);
}

function isCalm({ decision, decisions }: Deployment): boolean {
  return (decision === "proceed" || decision === "none") && decisions.length === 0;
}

function isSettled({ outcome }: Deployment): boolean {
  return outcome === "passed" || outcome === "failed" || outcome === "inconclusive";
}

function daysOf(deployments: readonly Deployment[], since: Instant, until: Instant): readonly Day[] {
  const byDay = Map.groupBy(deployments, ({ startedAt }) => dayOf(startedAt));
  return daysFrom(since, until).map((day) => {
    const own = byDay.get(day) ?? [];
    return { day, deployments: own.length, failed: own.filter(({ outcome }) => outcome === "failed").length };
  });
}

function weeksOf(deployments: readonly Deployment[], since: Instant, until: Instant): readonly Week[] {
  const byWeek = Map.groupBy(deployments, ({ startedAt }) => weekOf(startedAt));
  const weeks = new Set(daysFrom(since, until).map((day) => weekOf(`${day}T00:00:00.000Z`)));
  return [...weeks].map((week) => ({ week, ...tally(byWeek.get(week) ?? []) }));
}
