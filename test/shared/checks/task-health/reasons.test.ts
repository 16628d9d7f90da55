import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { LastLines } from "../../../../shared/domain/last-lines.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceMeasurement } from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

const rolledBack = aServiceDeployment({
  status: "ROLLBACK_SUCCESSFUL",
  rollback: { reason: "ECS deployment circuit breaker: tasks failed to start." },
});
const goingOn = aServiceDeployment({ status: "IN_PROGRESS" });
const silent: LastLines = {
  taskId: "t2",
  container: "app",
  lines: [],
  none: "there is none in ecs/app/t2 of /ecs/app",
  isSilent: true,
};
const noSecret = aTask({
  lastStatus: "STOPPED",
  stoppedAt: at(30),
  stopCode: "TaskFailedToStart",
  stoppedReason: "ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException",
  containers: [],
});

function judged(
  seen: Partial<ServiceMeasurement>,
  { tasks = [], seconds = 61, lastLines }: { tasks?: readonly Task[]; seconds?: number; lastLines?: LastLines } = {},
) {
  const facts = { ...theFacts({ tasks }), ...(lastLines !== undefined && { lastLines }) };
  return judgeTaskHealth(aTaskHealth(), aServiceMeasurement(seen), facts, at(seconds));
}

describe("the reason of a rollout that ECS ended", () => {
  it("says what the last stop means and what to do first", () => {
    expect(judged({ serviceDeployment: rolledBack }, { tasks: [noSecret] })).toMatchObject({
      status: "failed",
      reason:
        "rolled back by ECS: ECS deployment circuit breaker: tasks failed to start; 1 of its tasks stopped by itself: " +
        "ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException. " +
        "A secret or an environment file could not be read. Check the secret's name, its JSON key and the execution role.",
      facts: { stopClass: "secrets", fault: "configuration", stops: 1, lastTask: "t1" },
    });
  });

  it("is ECS's own where none of its tasks is known to have stopped", () => {
    expect(judged({ serviceDeployment: rolledBack }).reason).toBe(
      "rolled back by ECS: ECS deployment circuit breaker: tasks failed to start.",
    );
  });
});

describe("the reason of a crash without log lines", () => {
  const tasks = [aCrashedTask(), aCrashedTask({}, "t2")];

  it("sends nobody to read them", () => {
    const { reason } = judged({ serviceDeployment: goingOn }, { tasks, lastLines: silent });

    expect(reason).toBe(
      "crash loop: 2 tasks stopped by themselves, the last one: container app exit code 1, and no log line of it has come. " +
        "An essential container ended by itself. Run its image with the same command and environment, and see what it prints.",
    );
  });

  it("sends to the log where nobody has looked, or was let in", () => {
    const { isSilent: _, ...denied } = silent;

    for (const seen of [{ tasks }, { tasks, lastLines: denied }])
      expect(judged({ serviceDeployment: goingOn }, seen).reason).toBe(
        "crash loop: 2 tasks stopped by themselves, the last one: container app exit code 1. An essential container ended by itself. Read the last lines of its log.",
      );
  });
});

describe("a rollout that is not complete in time", () => {
  const stopped = (over: Partial<Task>, id: string) => aTask({ lastStatus: "STOPPED", stoppedAt: at(40), ...over }, id);
  const spot = stopped({ stopCode: "SpotInterruption", stoppedReason: "Your Spot Task was interrupted." }, "t3");
  const drained = stopped(
    { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)" },
    "t4",
  );

  it("names the tasks that others stopped, and not those that ECS stopped at its ordinary work", () => {
    const { reason } = judged({ serviceDeployment: goingOn }, { tasks: [spot, drained], seconds: 5000 });

    expect(reason).toMatch(/; 1 of its tasks was stopped: Your Spot Task was interrupted$/);
    expect(judged({ serviceDeployment: goingOn }, { tasks: [drained], seconds: 5000 }).reason).not.toContain("stopped");
  });

  it("and that hangs says how many of its tasks have stopped by themselves", () => {
    const waiting = aTask({ lastStatus: "PENDING", createdAt: at(0) }, "t2");
    const { startedAt: _, ...pending } = waiting;
    const deployment = aDeploymentEntry({ desired: 2, running: 0, pending: 1 });
    const seen = { serviceDeployment: goingOn, deployment };

    expect(judged(seen, { tasks: [pending, aCrashedTask()], seconds: 601 }).reason).toMatch(
      /^stuck in PENDING: .* waits? for; 1 of its tasks stopped by itself: container app exit code 1$/,
    );
  });

  it("is no failure of a release of which the service wants no tasks", () => {
    const deployment = aDeploymentEntry({ desired: 0, running: 0, rolloutState: "IN_PROGRESS" });

    expect(judged({ serviceDeployment: goingOn, deployment, desired: 0 }, { seconds: 5000 })).toMatchObject({
      status: "inconclusive",
      reason: expect.stringMatching(
        /^not finished within .*: rollout IN_PROGRESS, but the service wants no tasks: nothing of it runs$/,
      ),
    });
  });
});
