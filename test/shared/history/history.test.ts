import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verdictStatuses } from "../../../shared/domain/verdict.ts";
import { type History, historyOf } from "../../../shared/history/history.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";

/** Sunday to Sunday: five weeks. */
const range = { since: "2026-03-01T00:00:00.000Z", until: "2026-03-29T12:00:00.000Z" };

function day(of: number, hour = 9): string {
  return `2026-03-${String(of).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00.000Z`;
}

function of(...rollouts: readonly RolledOut[]): History {
  return historyOf(rollouts.map(rolledOut), range);
}

describe("a history without deployments", () => {
  it("has every day and week, and no number that nothing stands behind", () => {
    const { days, weeks, total, timeToVerdict, restore, rollback } = of();
    expect([days.length, weeks.length]).toEqual([29, 5]);
    expect(total.changeFailure).toEqual({ count: 0, of: 0 });
    expect(timeToVerdict).toEqual({ count: 0 });
    expect(restore).toEqual({ incidents: 0, open: 0 });
    expect(rollback).toEqual({ count: 0, inTime: { count: 0, of: 0 }, targetSeconds: 120, byPipeline: 0 });
  });
});

describe("the change failure rate", () => {
  it("counts neither what could not be judged nor what was replaced or still runs", () => {
    const { total } = of(
      { startedAt: day(2), status: "inconclusive" },
      { startedAt: day(3), status: "superseded" },
      { startedAt: day(4), status: undefined },
      { startedAt: day(5) },
    );
    expect(total).toMatchObject({ all: 4, changeFailure: { count: 0, of: 1, percent: 0 } });
  });

  it("leaves out the deployment that repaired a failure, and no other", () => {
    const { total } = of(
      { startedAt: day(2), status: "failed" },
      { startedAt: day(3), status: "failed" },
      { startedAt: day(4), status: "inconclusive" },
      { startedAt: day(5) },
      { startedAt: day(6) },
    );
    expect(total).toMatchObject({ fixOnly: 1, changeFailure: { count: 2, of: 3 } });
    expect(total.changeFailure.percent).toBeCloseTo(66.7, 1);
  });

  it("knows a repair of what failed before the time", () => {
    const records = [
      rolledOut({ startedAt: "2026-02-27T09:00:00.000Z", status: "failed" }),
      rolledOut({ startedAt: day(2) }),
    ];
    expect(historyOf(records, range).total).toMatchObject({ all: 1, fixOnly: 1, changeFailure: { count: 0, of: 0 } });
  });

  it("is of each week, which begins on Monday in UTC", () => {
    const { weeks } = of(
      { startedAt: "2026-03-08T23:59:59.999Z", status: "failed" },
      { startedAt: "2026-03-09T00:00:00.000Z", status: "failed" },
      { startedAt: day(11) },
      { startedAt: day(12) },
    );
    expect(weeks.map(({ week, all, changeFailure }) => [week, all, changeFailure.count, changeFailure.of])).toEqual([
      ["2026-02-23", 0, 0, 0],
      ["2026-03-02", 1, 1, 1],
      ["2026-03-09", 3, 1, 2],
      ["2026-03-16", 0, 0, 0],
      ["2026-03-23", 0, 0, 0],
    ]);
  });

  it("takes the repair of one service for none of another's", () => {
    const { total } = of({ startedAt: day(2), status: "failed" }, { startedAt: day(3), service: "other" });
    expect(total).toMatchObject({ fixOnly: 0, changeFailure: { count: 1, of: 2 } });
  });
});

describe("restoring", () => {
  it("takes as long as from the first failed verdict to the next passed one", () => {
    const { restore } = of(
      { startedAt: day(2, 9), status: "failed", verdictSeconds: 60 },
      { startedAt: day(2, 10), status: "failed", verdictSeconds: 60 },
      { startedAt: day(2, 11), verdictSeconds: 120 },
      { startedAt: day(9, 9), status: "failed", verdictSeconds: 60 },
      { startedAt: day(9, 10), verdictSeconds: 60 },
    );
    expect(restore).toEqual({ incidents: 2, open: 0, meanSeconds: (7260 + 3600) / 2 });
  });

  it("takes as long as the rollback, when every failed deployment was rolled back", () => {
    const { restore, rollback } = of(
      { startedAt: day(2), status: "failed", rollbackSeconds: 80 },
      { startedAt: day(9) },
      { startedAt: day(10), status: "failed", rollbackSeconds: 130 },
    );
    expect(restore).toEqual({ incidents: 2, open: 0, meanSeconds: 105 });
    expect(rollback).toMatchObject({ count: 2, median: 80, worst: 130, inTime: { count: 1, of: 2, percent: 50 } });
  });

  it("counts from the failed deployment's start when its verdict came after the repair's", () => {
    const { restore } = of(
      { startedAt: day(2, 9), status: "failed", verdictSeconds: 3600 },
      { startedAt: day(2, 9).replace("09:00", "09:30"), verdictSeconds: 60 },
    );
    expect(restore).toEqual({ incidents: 1, open: 0, meanSeconds: 1860 });
  });

  it("is not over while nothing passed and not everything was rolled back", () => {
    const { restore } = of(
      { startedAt: day(2), status: "failed", rollbackSeconds: 80 },
      { startedAt: day(3), status: "failed" },
    );
    expect(restore).toEqual({ incidents: 1, open: 1 });
  });
});

it("says how many verdicts asked nobody, and how many migrations were confirmed", () => {
  const { withoutPerson, migrations } = of(
    { startedAt: day(2), hasMigrations: true },
    { startedAt: day(3), status: "failed", hasMigrations: true },
    { startedAt: day(4), status: "superseded", hasMigrations: true },
    { startedAt: day(5) },
  );
  expect(withoutPerson).toEqual({ count: 3, of: 4, percent: 75 });
  expect(migrations).toEqual({ count: 1, of: 2, percent: 50 });
});

describe("whatever was deployed", () => {
  const rollouts = fc.uniqueArray(
    fc.record({
      startedAt: fc
        .integer({ min: Date.parse("2026-02-20T00:00:00Z"), max: Date.parse("2026-04-05T00:00:00Z") })
        .map((at) => new Date(at).toISOString()),
      status: fc.constantFrom(...verdictStatuses, undefined),
      service: fc.constantFrom("shop", "other"),
      verdictSeconds: fc.integer({ min: 1, max: 5000 }),
    }),
    { maxLength: 30, selector: ({ startedAt, service }) => `${startedAt} ${service}` },
  );

  it("the counts add up, by day, by week and by outcome", () => {
    fc.assert(
      fc.property(rollouts, (given) => {
        const { total, days, weeks, timeToVerdict, deployments, restore } = of(...given);
        const { all, passed, failed, inconclusive, superseded, running } = total;
        const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
        expect(passed + failed + inconclusive + superseded + running).toBe(all);
        expect(sum(days.map((each) => each.deployments))).toBe(all);
        expect(sum(days.map((each) => each.failed))).toBe(failed);
        expect(sum(weeks.map((each) => each.all))).toBe(all);
        expect(sum(weeks.map((each) => each.changeFailure.of))).toBe(total.changeFailure.of);
        expect(timeToVerdict.count).toBe(all - running);
        expect(deployments).toHaveLength(all);
        expect(restore.incidents).toBeLessThanOrEqual(failed);
        const { count, of: judged } = total.changeFailure;
        expect(count).toBeLessThanOrEqual(judged);
      }),
    );
  });

  it("the order of the records changes nothing, nor does a record that comes twice", () => {
    fc.assert(
      fc.property(rollouts, fc.nat(), (given, turn) => {
        const records = given.map(rolledOut);
        const turned = [...records.slice(turn % (records.length + 1)), ...records, ...records.slice(0, 3)].reverse();
        expect(historyOf(turned, range)).toEqual(historyOf(records, range));
      }),
    );
  });
});
