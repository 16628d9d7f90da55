import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { at, start } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

const going = { serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }) };
const half = aDeploymentEntry({ running: 1, rolloutState: "IN_PROGRESS" });

function aStartingTask(lastStatus: string, over: Partial<Task> = {}): Task {
  const { startedAt: _, ...task } = aTask({ lastStatus, ...over }, "1a2b3c4d5e");
  return task;
}

function judged(seconds: number, tasks: readonly Task[], seen: Partial<ServiceMeasurement> = {}) {
  const measured = aServiceMeasurement({ ...going, deployment: half, ...seen });
  return judgeTaskHealth(aTaskHealth({ startWithin: "5m" }), measured, theFacts({ tasks }), at(seconds));
}

describe("a task that does not start", () => {
  it.each([
    { lastStatus: "PROVISIONING", sign: "missing", says: "ECS waits for capacity or a network interface." },
    { lastStatus: "PENDING", sign: "seen", says: "Its image is being pulled" },
    { lastStatus: "ACTIVATING", sign: "seen", says: "It is being registered with the load balancer" },
  ])("is stuck in $lastStatus after its time, and what it waits for is said", ({ lastStatus, sign, says }) => {
    const finding = judged(300, [aTask(), aStartingTask(lastStatus)]);

    expect(finding).toMatchObject({ status: "failed", sign, facts: { stuckIn: lastStatus, stuckTasks: 1 } });
    expect(finding.reason).toContain(`stuck in ${lastStatus}: task 1a2b3c4d not running within 5m. ${says}`);
  });

  it("is counted with the others, from its own creation on", () => {
    const later = aStartingTask("PENDING", { createdAt: at(100) });
    const both = [aStartingTask("PENDING"), later];

    expect(judged(400, both).reason).toContain("task 1a2b3c4d and 1 more not running");
    expect(judged(399, [later])).toMatchObject({ status: "pending", lookAgainAt: at(400) });
  });

  it.each([
    { what: "its time is not over", task: aStartingTask("PENDING"), seconds: 299 },
    { what: "it runs", task: aTask(), seconds: 600 },
    {
      what: "it is already wanted no more",
      task: aStartingTask("PENDING", { desiredStatus: "STOPPED" }),
      seconds: 600,
    },
    { what: "nobody knows since when it is there", task: aStartingTask("PENDING", { createdAt: "" }), seconds: 600 },
  ])("is not stuck when $what", ({ task, seconds }) => {
    const { createdAt, ...timeless } = task;
    expect(judged(seconds, [createdAt === "" ? timeless : task])).toMatchObject({ status: "pending" });
  });

  it("is not stuck when ECS counts every wanted task as running", () => {
    const deployment = aDeploymentEntry({ rolloutState: "IN_PROGRESS" });

    expect(judged(600, [aTask(), aStartingTask("PENDING")], { deployment })).toMatchObject({ status: "pending" });
  });

  it("is not stuck once the rollout is complete: the service makes up for it", () => {
    const finding = judged(600, [aTask(), aStartingTask("PENDING")], { serviceDeployment: aServiceDeployment() });

    expect(finding).toMatchObject({ status: "pending" });
  });
});

describe("a task for which there is no place", () => {
  const text = "(service shop) was unable to place a task because no container instance met all of its requirements.";
  const messages = [{ at: at(40), text }];

  it("is missing after its time, by ECS's own word", () => {
    expect(judged(340, [aTask()], { messages })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason: `no placement: ECS started no missing task within 5m; ECS says: ${text} ECS finds no capacity for another task. Check capacity, subnets' free addresses and task size.`,
      facts: { fault: "platform" },
    });
  });

  it("is told at once", () => {
    expect(judged(50, [aTask()], { messages })).toMatchObject({
      status: "pending",
      reason: expect.stringContaining("ECS says: (service shop) was unable to place a task"),
      lookAgainAt: at(340),
    });
  });

  it("was placed after all when a task came later, or none is missing", () => {
    expect(judged(340, [aTask({ createdAt: at(50) })], { messages })).toMatchObject({ status: "pending" });
    const whole = aDeploymentEntry({ rolloutState: "IN_PROGRESS" });
    expect(judged(340, [aTask()], { messages, deployment: whole }).reason).not.toContain("ECS says");
  });
});

describe("older tasks that may not be stopped", () => {
  const text = "was unable to scale in due to (reason 2 tasks under protection)";
  const seen = { messages: [{ at: at(90), text }], deployment: aDeploymentEntry({ rolloutState: "IN_PROGRESS" }) };

  it("leave a release that runs whole without a verdict of failure", () => {
    expect(judged(900, [aTask(), aTask({}, "t2")], seen)).toMatchObject({
      status: "inconclusive",
      reason: expect.stringMatching(
        /^not finished within 15m: .*2 tasks under protection\)\. Tasks of the older release are protected/,
      ),
    });
  });

  it("excuse no tasks that are unhealthy or missing", () => {
    const sick = [aTask({ healthStatus: "UNHEALTHY" }), aTask({}, "t2")];

    expect(judged(900, sick, seen)).toMatchObject({ status: "failed", sign: "seen" });
    expect(judged(900, [aTask()], { ...seen, deployment: half })).toMatchObject({ status: "failed", sign: "seen" });
  });
});

describe("health checks that fail", () => {
  const stop = {
    stopCode: "ServiceSchedulerInitiated",
    stoppedReason: "Task failed ELB health checks in (target-group x)",
  };
  const tasks = [aCrashedTask(stop), aCrashedTask(stop, "t2")];

  it("are called by their name, with what ECS says of the endpoint", () => {
    const text =
      "(task t2) (port 80) is unhealthy in (target-group x) due to (reason Health checks failed with these codes: [503])";

    expect(judged(100, tasks, { messages: [{ at: at(60), text }] }).reason).toBe(
      "unhealthy: 2 tasks failed their health checks, the last one: Task failed ELB health checks in (target-group x), container app exit code 1. The health endpoint answers with an error. Check its path, and what it depends on (database, configuration).",
    );
  });

  it("of an older release's task say nothing about this one", () => {
    const text = "(task old1) (port 80) is unhealthy in (target-group x) due to (reason Request timed out)";

    expect(judged(100, tasks, { messages: [{ at: at(60), text }] }).reason).toContain("It failed the load balancer's");
  });

  it("of tasks that could not even start are told apart", () => {
    const unstarted = { stopCode: "TaskFailedToStart", stoppedReason: "CannotPullContainerError: x", createdAt: start };

    expect(judged(100, [aCrashedTask(unstarted), aCrashedTask(unstarted, "t2")]).reason).toMatch(
      /^cannot start: 2 tasks failed to start, the last one: CannotPullContainerError/,
    );
  });
});
