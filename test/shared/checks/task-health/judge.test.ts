import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { at, newerId } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

const healthy = theFacts().tasks;
const going = { serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }) };
const crash = "container app exit code 1";

function judged(
  seen: Partial<ServiceMeasurement>,
  {
    tasks = healthy,
    seconds = 61,
    over = {},
  }: { tasks?: readonly Task[]; seconds?: number; over?: Readonly<Record<string, unknown>> } = {},
) {
  return judgeTaskHealth(aTaskHealth(over), aServiceMeasurement(seen), theFacts({ tasks }), at(seconds));
}

describe("a rollout fails", () => {
  it("when ECS rolled it back, with ECS's reason and the stops so far", () => {
    const serviceDeployment = aServiceDeployment({
      status: "ROLLBACK_SUCCESSFUL",
      rollback: { reason: "circuit breaker" },
    });

    expect(judged({ serviceDeployment }, { tasks: [aCrashedTask()] })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: expect.stringContaining(`ECS: circuit breaker; 1 of its tasks stopped by itself: ${crash}. An`),
    });
    expect(judged({ serviceDeployment })).toMatchObject({ reason: "rolled back by ECS: circuit breaker" });
  });

  it("when ECS gave it up", () => {
    const serviceDeployment = aServiceDeployment({
      status: "STOPPED",
      statusReason: "tasks failed to start",
      finishedAt: at(60),
    });

    expect(
      judged({ serviceDeployment }, { seconds: 90, tasks: [aCrashedTask(), aCrashedTask({}, "t2")] }),
    ).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: expect.stringContaining(`tasks failed to start; 2 of its tasks stopped by themselves: ${crash}. An`),
    });
  });

  it("when two of its tasks stopped by themselves, whatever ECS says", () => {
    const later = aCrashedTask(
      {
        stoppedAt: at(50),
        stopCode: "TaskFailedToStart",
        stoppedReason: "CannotPullContainerError: no such tag",
        containers: [],
      },
      "t9",
    );

    for (const seen of [{}, going]) {
      expect(judged(seen, { tasks: [later, aCrashedTask(), aTask({}, "t2")] })).toMatchObject({
        status: "failed",
        sign: "seen",
        reason:
          "crash loop: 2 tasks stopped by themselves, the last one: CannotPullContainerError: no such tag. The image could not be pulled. Check that the tag exists and that the execution role may pull it.",
        facts: { stops: 2, stopClass: "image pull", fault: "configuration", lastTask: "t9", desired: 2 },
      });
    }
  });

  it("when it is not stable in time, whatever is missing", () => {
    const deployment = aDeploymentEntry({ running: 1, pending: 1 });

    expect(judged({ ...going, deployment }, { seconds: 900 })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: "not stable within 15m: rollout IN_PROGRESS, 1/2 tasks running, 1 pending",
      deadline: at(900),
      facts: { running: 1, desired: 2, pending: 1, unhealthy: 0 },
    });
  });
});

describe("a rollout is still to be judged", () => {
  it.each([
    { what: "it is going on", seen: going, reason: "rollout IN_PROGRESS, 2/2 tasks running" },
    {
      what: "tasks are missing",
      seen: { deployment: aDeploymentEntry({ running: 1 }) },
      reason: "rollout SUCCESSFUL, 1/2 tasks running",
    },
    {
      what: "there are too many tasks",
      seen: { deployment: aDeploymentEntry({ running: 3 }) },
      reason: "rollout SUCCESSFUL, 3/2 tasks running",
    },
    {
      what: "tasks are pending",
      seen: { deployment: aDeploymentEntry({ pending: 1 }) },
      reason: "rollout SUCCESSFUL, 2/2 tasks running, 1 pending",
    },
    {
      what: "a task is unhealthy",
      seen: {},
      tasks: [aTask({ healthStatus: "UNHEALTHY" }), aTask({}, "t2")],
      reason: "rollout SUCCESSFUL, 2/2 tasks running, 1 unhealthy",
    },
    {
      what: "one task stopped by itself",
      seen: going,
      tasks: [aCrashedTask(), aTask({}, "t2")],
      reason: `rollout IN_PROGRESS, 2/2 tasks running; 1 of its tasks stopped by itself: ${crash}`,
    },
  ])("while $what", ({ seen, tasks = healthy, reason }) => {
    expect(judged(seen, { tasks, seconds: 899 })).toMatchObject({ status: "pending", reason, deadline: at(900) });
  });

  it("while a task that went or came after its completion is made up for, as long again as the rollout may take", () => {
    const spot = aTask({
      lastStatus: "STOPPED",
      desiredStatus: "STOPPED",
      stopCode: "SpotInterruption",
      stoppedAt: at(1200),
    });
    const replacement = aTask({ lastStatus: "PENDING", createdAt: at(1230) }, "t3");
    const seen = { deployment: aDeploymentEntry({ running: 1 }) };
    const { startedAt: _, ...starting } = replacement;

    expect(judged(seen, { tasks: [spot, aTask({}, "t2")], seconds: 1201 })).toMatchObject({
      status: "pending",
      deadline: at(2100),
    });
    expect(judged(seen, { tasks: [spot, aTask({}, "t2"), starting], seconds: 2129 })).toMatchObject({
      status: "pending",
      deadline: at(2130),
    });
    expect(judged(seen, { tasks: [spot, aTask({}, "t2")], seconds: 2100 })).toMatchObject({ status: "failed" });
  });

  it("while a stopped rollout may be replaced by a newer one, and is looked at again in 5 s", () => {
    const serviceDeployment = aServiceDeployment({ status: "STOPPED", finishedAt: at(60) });

    expect(judged({ serviceDeployment }, { seconds: 61 })).toMatchObject({
      status: "pending",
      reason: "ECS stopped the rollout; waiting whether a newer one took its place",
      lookAgainAt: at(66),
    });
  });

  it("counts its tasks itself where ECS lists no deployment", () => {
    const { serviceDeployment: _, deployment: __, ...rest } = aServiceMeasurement();
    const tasks = [aTask(), aTask({ desiredStatus: "STOPPED" }, "t2"), aTask({ lastStatus: "PENDING" }, "t3")];

    expect(judgeTaskHealth(aTaskHealth(), rest, theFacts({ tasks }), at(61))).toMatchObject({
      reason: "rollout unknown, 1/2 tasks running",
      facts: { running: 1, desired: 2, pending: 0 },
    });
    expect(
      judgeTaskHealth(
        aTaskHealth(),
        { ...rest, deployment: aDeploymentEntry({ rolloutState: "IN_PROGRESS" }) },
        theFacts(),
        at(61),
      ).reason,
    ).toBe("rollout IN_PROGRESS, 2/2 tasks running");
  });
});

describe("a rollout cannot be judged", () => {
  it("when a newer one took its place", () => {
    expect(judged({ newer: { id: newerId, createdAt: at(100) } }, { seconds: 120 })).toMatchObject({
      status: "inconclusive",
      reason: `superseded by ${newerId}`,
      supersededBy: newerId,
    });
  });

  it("when its service was deleted", () => {
    expect(judged({ serviceStatus: "MISSING" })).toMatchObject({
      status: "inconclusive",
      reason: "the service was deleted (MISSING)",
    });
  });

  it("when the service wants no tasks", () => {
    expect(judged({ deployment: aDeploymentEntry({ desired: 0, running: 0 }) }, { tasks: [] })).toMatchObject({
      status: "inconclusive",
      reason: "rollout SUCCESSFUL, but the service wants no tasks: nothing of it runs",
      isOver: true,
    });
    expect(judged({ ...going, deployment: aDeploymentEntry({ desired: 0, running: 0 }) }, { tasks: [] })).toMatchObject(
      { status: "pending" },
    );
  });
});

describe("a rollout passes", () => {
  it("when it is complete and everything wanted runs", () => {
    expect(judged({})).toEqual({
      check: "task-health",
      kind: "task-health",
      mode: "gate",
      at: at(61),
      status: "passed",
      reason: "rollout SUCCESSFUL, 2/2 tasks running",
      facts: { running: 2, desired: 2, pending: 0, unhealthy: 0, completedAt: at(60) },
    });
  });

  it("also after its deadline, and with one stop, which it tells", () => {
    expect(judged({}, { seconds: 1000, tasks: [...healthy, aCrashedTask({}, "t3")] })).toMatchObject({
      status: "passed",
      reason: `rollout SUCCESSFUL, 2/2 tasks running; 1 of its tasks stopped by itself: ${crash}`,
      facts: { stops: 1 },
    });
  });

  it("with two stops where three are a crash loop", () => {
    const tasks = [...healthy, aCrashedTask({}, "t3"), aCrashedTask({}, "t4")];

    expect(judged({}, { tasks, over: { maxStops: 3 } })).toMatchObject({ status: "passed" });
  });

  it.each(["HEALTHY", "UNKNOWN"])("with tasks whose health is %s", (healthStatus) => {
    expect(judged({}, { tasks: [aTask({ healthStatus }), aTask({ healthStatus }, "t2")] })).toMatchObject({
      status: "passed",
    });
  });

  it("although an unhealthy task is on its way out, and ECS stopped others to scale", () => {
    const leaving = aTask({ healthStatus: "UNHEALTHY", desiredStatus: "STOPPED" }, "t3");
    const scaled = ["t4", "t5"].map((id) =>
      aCrashedTask(
        {
          stopCode: "ServiceSchedulerInitiated",
          stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)",
        },
        id,
      ),
    );

    expect(judged({}, { tasks: [...healthy, leaving, ...scaled] })).toMatchObject({ status: "passed" });
  });
});
