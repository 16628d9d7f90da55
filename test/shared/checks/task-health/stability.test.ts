import { describe, expect, it } from "vitest";
import { judgeTaskHealth } from "../../../../shared/checks/task-health/judge.ts";
import type { ServiceMeasurement } from "../../../../shared/domain/evidence.ts";
import type { Rollout } from "../../../../shared/domain/rollout.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { aRollout, at } from "../../../builders/a-rollout.ts";
import {
  aMeasurementByDeployments,
  aServiceDeployment,
  aServiceMeasurement,
} from "../../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask, theFacts } from "../../../builders/a-task.ts";
import { aTaskHealth } from "../../../builders/checks.ts";

const healthy = theFacts().tasks;
const goingOn = { serviceDeployment: aServiceDeployment({ status: "IN_PROGRESS" }) };

interface Story {
  readonly seen?: Partial<ServiceMeasurement>;
  readonly tasks?: readonly Task[];
  readonly seconds?: number;
  readonly rollout?: Partial<Rollout>;
}

function judged({ seen = {}, tasks = healthy, seconds = 61, rollout = {} }: Story) {
  const facts = theFacts({ tasks, rollout: aRollout(rollout) });
  return judgeTaskHealth(aTaskHealth(), aServiceMeasurement(seen), facts, at(seconds));
}

describe("a complete rollout never passes", () => {
  it("on tasks that were there before it", () => {
    expect(judged({ tasks: [aTask(), aTask({ startedAt: at(-60) }, "t2")] })).toMatchObject({
      status: "failed",
      sign: "seen",
      reason: expect.stringMatching(/^never rolled: 1 of 2 running tasks are not of this release: task t2 runs since /),
      facts: { ended: "complete" },
    });
  });

  it("on tasks that run another task definition", () => {
    const taskDefinitionArn = aTask().taskDefinitionArn.replace(/:\d+$/, ":1");

    expect(judged({ tasks: [aTask({ taskDefinitionArn })] }).reason).toMatch(/^never rolled: .* was rolled out$/);
  });

  it("on tasks of which ECS lists none that it started, a minute after its end", () => {
    expect(judged({ tasks: [], seconds: 119 })).toMatchObject({
      status: "pending",
      deadline: at(120),
      lookAgainAt: at(124),
    });
    expect(judged({ tasks: [aCrashedTask()], seconds: 120 })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason:
        "missing evidence: ECS counts 2/2 tasks running, and lists none that this rollout started 1m after its end",
    });
  });

  it("on the same where only deployments tell, when its time is over", () => {
    const judge = (seconds: number) =>
      judgeTaskHealth(aTaskHealth(), aMeasurementByDeployments(), theFacts({ tasks: [] }), at(seconds));

    expect(judge(899)).toMatchObject({ status: "pending", deadline: at(900) });
    expect(judge(900)).toMatchObject({ status: "failed", sign: "missing" });
  });
});

describe("tasks count as the rollout's", () => {
  it("although one is on its way out", () => {
    expect(judged({ tasks: healthy.map((task) => ({ ...task, desiredStatus: "STOPPED" })) })).toMatchObject({
      status: "passed",
    });
  });

  it("whatever their age where the rollout's own start is a guess", () => {
    const rollout = { unvalidatable: "cannot be validated: denied" };

    expect(judged({ tasks: [aTask({ startedAt: at(-60) })], rollout })).toMatchObject({ status: "passed" });
  });
});

describe("a rollout whose tasks are whole when its time is over", () => {
  it("lacks the sign that it is complete", () => {
    expect(judged({ seen: goingOn, seconds: 900 })).toMatchObject({
      status: "failed",
      sign: "missing",
      reason: "missing evidence: not complete within 15m: rollout IN_PROGRESS, 2/2 tasks running",
    });
  });

  it.each([
    { what: "a task stopped by itself", story: { tasks: [...healthy, aCrashedTask({}, "t3")] } },
    { what: "a task is unhealthy", story: { tasks: [aTask({ healthStatus: "UNHEALTHY" }), aTask({}, "t2")] } },
  ])("fails by a sign that was seen when $what", ({ story }) => {
    expect(judged({ ...story, seen: goingOn, seconds: 900 })).toMatchObject({ status: "failed", sign: "seen" });
  });
});

describe("a pass says", () => {
  it("that tasks were stopped for a reason that nobody knows", () => {
    const over = { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Some text." };
    const unknown = ["t3", "t4"].map((id) => aCrashedTask({ ...over, containers: [] }, id));
    const { status, reason, facts } = judged({ tasks: [...healthy, ...unknown] });

    expect([status, reason]).toEqual([
      "passed",
      "rollout SUCCESSFUL, 2/2 tasks running; 2 of its tasks were stopped: Some text",
    ]);
    expect(facts).toMatchObject({ remark: "2 tasks were stopped for a reason that is not known" });
  });

  it("that it took longer than ten minutes", () => {
    const finished = (seconds: number) => ({ serviceDeployment: aServiceDeployment({ finishedAt: at(seconds) }) });

    expect(judged({ seen: finished(720), seconds: 721 }).reason).toMatch(
      /; slow: complete after 12m, expected within 10m$/,
    );
    expect(judged({ seen: finished(600), seconds: 601 }).reason).not.toContain("slow");
  });

  it.each([{ strategy: "CANARY" }, { hasLifecycleHooks: true as const }])(
    "nothing of its time where that is planned: %o",
    (rollout) => {
      const serviceDeployment = aServiceDeployment({ finishedAt: at(7200) });

      expect(judged({ seen: { serviceDeployment }, seconds: 7201, rollout }).reason).not.toContain("slow");
    },
  );
});
