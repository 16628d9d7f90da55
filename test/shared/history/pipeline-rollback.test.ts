import { describe, expect, it } from "vitest";
import { historyOf } from "../../../shared/history/history.ts";
import { type RolledOut, rolledOut } from "../../builders/rolled-out.ts";

const range = { since: "2026-03-01T00:00:00.000Z", until: "2026-03-29T12:00:00.000Z" };
const day = (of: number) => `2026-03-0${of}T09:00:00.000Z`;
const of = (...rollouts: readonly RolledOut[]) => historyOf(rollouts.map(rolledOut), range);

const passed = { startedAt: day(2), release: "v1" };
const failed = { startedAt: day(3), release: "v2", status: "failed" } as const;
const back = { startedAt: day(4), release: "v1", rollsBack: "v2", completeSeconds: 95 };
const fixed = { startedAt: day(5), release: "v3" };

describe("a rollback by the pipeline", () => {
  it("is no fix-only deployment, and no judged change", () => {
    const { total } = of(passed, failed, back);
    expect(total).toMatchObject({ fixOnly: 0, rollbacks: 1, changeFailure: { count: 1, of: 2 } });
  });

  it("leaves the failure to be repaired, as a rollback by ECS does", () => {
    expect(of(passed, failed, back, fixed).total).toMatchObject({ fixOnly: 1, changeFailure: { count: 1, of: 2 } });
    expect(of(passed, { ...failed, rollbackSeconds: 60 }, fixed).total.changeFailure).toEqual(
      of(passed, failed, back, fixed).total.changeFailure,
    );
  });

  it("took from its start until ECS called it complete, and says what it rolled back", () => {
    const { rollback, deployments } = of(passed, failed, back);
    expect(rollback).toMatchObject({ count: 1, median: 95, inTime: { count: 1, of: 1 }, byPipeline: 1 });
    expect(deployments.at(-1)).toMatchObject({ release: "v1", rollsBack: "v2", rollbackSeconds: 95, isFixOnly: false });
  });

  it("took until its verdict where nobody knows when it was complete", () => {
    const { completeSeconds: _, ...unknown } = back;
    expect(of(failed, { ...unknown, verdictSeconds: 130 }).rollback).toMatchObject({
      worst: 130,
      inTime: { count: 0, of: 1 },
    });
  });

  it("that failed is a failed deployment, and took no time that counts", () => {
    const { total, rollback } = of(passed, failed, { ...back, status: "failed" });
    expect(total).toMatchObject({ failed: 2, rollbacks: 0, changeFailure: { count: 2, of: 3 } });
    expect(rollback.count).toBe(0);
  });

  it("ends the incident", () => {
    expect(of(passed, failed, back).restore).toMatchObject({ incidents: 1, open: 0 });
  });
});

describe("confidence", () => {
  it("takes from the completed deployment to the verdict", () => {
    const { confidence, deploymentSeconds } = of(
      { startedAt: day(2), completeSeconds: 90, verdictSeconds: 120 },
      { startedAt: day(3) },
    );
    expect(confidence).toMatchObject({ count: 1, median: 30 });
    expect(deploymentSeconds).toMatchObject({ count: 1, median: 90 });
  });

  it("is of no deployment that was judged before it was complete", () => {
    expect(of({ startedAt: day(2), status: "failed" }).confidence).toEqual({ count: 0 });
  });
});
