import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { Rollout } from "../../../../shared/domain/rollout.ts";
import type { LifecycleHook } from "../../../../shared/domain/service-state.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { aRollout, at, newerId } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

interface Staged {
  readonly stage?: string;
  readonly hooks?: readonly LifecycleHook[];
  readonly running?: number;
  readonly tasks?: readonly Task[];
  readonly rollout?: Partial<Rollout>;
}

/** A rollout in a lifecycle stage at this second; it may take 15 minutes. */
function judgedAt(seconds: number, { stage, hooks, running = 2, tasks, rollout }: Staged = {}) {
  const { finishedAt: _, ...open } = aServiceDeployment({
    status: "IN_PROGRESS",
    ...(stage !== undefined && { lifecycleStage: stage }),
    ...(hooks !== undefined && { hooks }),
  });
  const seen = aServiceMeasurement({ serviceDeployment: open, deployment: aDeploymentEntry({ running }) });
  const strategy = stage === undefined ? "ROLLING" : "BLUE_GREEN";
  const facts = theFacts({ rollout: aRollout({ strategy, ...rollout }), ...(tasks !== undefined && { tasks }) });
  return judgeTaskHealth(aTaskHealth({ within: "15m" }), seen, facts, at(seconds));
}

describe("a rollout in a lifecycle stage fails", () => {
  it("when its tasks do not become whole in time", () => {
    expect(judgedAt(899, { stage: "SCALE_UP", running: 1 })).toMatchObject({ status: "pending", deadline: at(900) });
    expect(judgedAt(900, { stage: "SCALE_UP", running: 1 })).toMatchObject({
      status: "failed",
      reason: "not stable within 15m: rollout IN_PROGRESS in SCALE_UP, 1/2 tasks running",
    });
  });

  it("when its tasks crash while it bakes", () => {
    const tasks = [aCrashedTask(), aCrashedTask({}, "t2")];
    expect(judgedAt(5000, { stage: "BAKE_TIME", tasks })).toMatchObject({ status: "failed", sign: "seen" });
  });
});

describe("a rollout in a lifecycle stage waits", () => {
  it("for hours while its tasks are whole: bake time is no instability", () => {
    const finding = judgedAt(10_000, { stage: "BAKE_TIME" });
    expect(finding).toMatchObject({ status: "pending", reason: "rollout IN_PROGRESS in BAKE_TIME, 2/2 tasks running" });
    expect(finding.deadline).toBeUndefined();
  });

  it("for a lifecycle hook, with whatever tasks", () => {
    const hooks = [{ id: "h1", status: "AWAITING_ACTION" }];
    expect(judgedAt(10_000, { stage: "PRE_SCALE_UP", hooks, running: 0 })).toMatchObject({
      status: "pending",
      reason: expect.stringContaining("waiting for lifecycle hook h1"),
    });
  });

  it("as long again for a task that comes late", () => {
    const tasks = [aTask(), aTask({ createdAt: at(5000) }, "t2")];
    expect(judgedAt(5899, { stage: "BAKE_TIME", running: 1, tasks })).toMatchObject({ deadline: at(5900) });
    expect(judgedAt(5900, { stage: "BAKE_TIME", running: 1, tasks })).toMatchObject({ status: "failed" });
  });
});

describe("a rolling rollout", () => {
  it("has the bake time of its alarms on top of its own", () => {
    expect(judgedAt(1199, { rollout: { plannedWaitSeconds: 300 } })).toMatchObject({ deadline: at(1200) });
    expect(judgedAt(1200, { rollout: { plannedWaitSeconds: 300 } })).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("missing evidence: not complete within 20m"),
    });
  });

  it("has its clock, also when ECS says in which stage it is", () => {
    expect(judgedAt(900, { stage: "BAKE_TIME", rollout: { strategy: "ROLLING" } })).toMatchObject({ status: "failed" });
  });

  it("has no time on top without one, although its tasks are whole", () => {
    expect(judgedAt(900)).toMatchObject({ status: "failed" });
  });
});

describe("a rollout that was replaced", () => {
  const replaced = (tasks: readonly Task[]) => {
    const serviceDeployment = aServiceDeployment({ status: "STOPPED", statusReason: "Replaced by a new one" });
    const newer = { id: newerId, createdAt: at(50) };
    const seen = aServiceMeasurement({ serviceDeployment, newer });
    return judgeTaskHealth(aTaskHealth(), seen, theFacts({ tasks }), at(70));
  };

  it("is failed when its tasks were in a crash loop before", () => {
    expect(replaced([aCrashedTask(), aCrashedTask({}, "t2")])).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: expect.stringContaining("2 tasks stopped by themselves"),
    });
  });

  it("is superseded, and tells of the one crash before", () => {
    expect(replaced([aTask(), aCrashedTask({}, "t2")])).toMatchObject({
      supersededBy: newerId,
      reason: expect.stringContaining(`superseded by ${newerId}; before that 1 of its tasks stopped by itself`),
    });
  });

  it("is superseded in so many words without any crash", () => {
    expect(replaced([aTask()]).reason).toBe(`superseded by ${newerId}`);
  });
});
