import { describe, expect, it } from "vitest";
import type { Requirement } from "../../../../shared/domain/gate/question.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { anOperatorDecision, type RolloutOver } from "../../../builders/a-gate.ts";
import { at } from "../../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../../builders/a-task.ts";
import { askGate } from "../../../builders/ask-gate.ts";

/** 55m48s after the verdict, which came at second 252. */
const hour = 3600;

function asked(over: RolloutOver, requirement: Partial<Requirement> = {}, now = hour) {
  return askGate([over], { requirement, now: at(now) });
}

/** Crashed at these seconds, beside one task that runs. */
function crashedAt(...seconds: readonly number[]): readonly Task[] {
  return [
    aTask({}, "runs"),
    ...seconds.map((second, index) => aCrashedTask({ stoppedAt: at(second) }, `crashed-${index}`)),
  ];
}

describe("a release whose tasks stop by themselves after its verdict", () => {
  it("closes the gate with a bad sign, without any soak too, and says since when and of what", () => {
    expect(asked({ tasks: crashedAt(300, 400) })).toMatchObject({
      state: "closed",
      code: "failing",
      reason: `shop@v2.3.1 in ap-southeast-2: failing since ${at(300)}: crash; 2 of its tasks stopped by themselves after the verdict, the last one: container app exit code 1`,
    });
  });

  it("closes the gate in the midst of its soak and in the hotfix lane", () => {
    const tasks = crashedAt(300, 400);
    const requirement = { soakSeconds: 7200 };
    const question = { hotfix: { reason: "outage" } };

    expect(asked({ tasks }, requirement).code).toBe("failing");
    expect(askGate([{ tasks }], { requirement, question }).state).toBe("closed");
  });

  it.each([
    ["one, where two are a crash loop", { tasks: crashedAt(300) }, "passed"],
    ["two, one of them before the verdict", { tasks: crashedAt(200, 300) }, "passed"],
    ["one, where the profile allows none", { tasks: crashedAt(300), maxStops: 1 }, "failing"],
    ["two, where the profile allows two", { tasks: crashedAt(300, 400), maxStops: 3 }, "passed"],
    ["two of two wanted, of which a half is allowed", { tasks: crashedAt(300, 400), maxStops: "50%" }, "failing"],
  ] as const)("%s", (_, over, code) => {
    expect(asked(over).code).toBe(code);
  });

  it("counts as a share of the tasks that ran when they stopped, before a scale-in or a scale-out too", () => {
    const many = (count: number, over: Partial<Task>, id: string) =>
      Array.from({ length: count }, (_, index) => aTask(over, `${id}-${index}`));
    const crashed = crashedAt(300, 301, 302, 303, 304, 305);
    const scaledIn = { lastStatus: "STOPPED", desiredStatus: "STOPPED", stopCode: "ServiceSchedulerInitiated" };
    const stoppedReason = "Scaling activity initiated by (deployment ecs-svc/1)";
    const gone = (second: number) => many(100, { ...scaledIn, stoppedReason, stoppedAt: at(second) }, "gone");
    const share = (...others: readonly Task[]) => asked({ maxStops: "5%", tasks: [...crashed, ...others] }).code;

    expect(share(...many(99, {}, "kept"), ...gone(900))).toBe("passed");
    expect(share(...many(99, {}, "kept"), ...gone(200))).toBe("failing");
    expect(share(...many(99, {}, "kept"), ...many(100, { startedAt: at(900) }, "later"))).toBe("failing");
  });

  it("is judged by the stops of the last day where another service needs it, however long ago it passed", () => {
    const service = { kind: "service" } as const;
    const week = 7 * 86_400;

    expect(asked({ tasks: crashedAt(300, 400) }, service, week).code).toBe("passed");
    expect(asked({ tasks: crashedAt(week - 60, week - 30) }, service, week).code).toBe("failing");
  });

  it("matters no more where it only had to pass once", () => {
    expect(asked({ tasks: crashedAt(300, 400) }, { kind: "environment", environment: "production" }).code).toBe(
      "passed",
    );
  });

  it("opens again by a person's later proceed where the profile allows that, until more tasks stop", () => {
    const over = { overrides: true, decisions: [anOperatorDecision({ at: at(600) })] };

    expect(asked({ ...over, tasks: crashedAt(300, 400) })).toMatchObject({ state: "open", code: "overridden" });
    expect(asked({ ...over, overrides: false, tasks: crashedAt(300, 400) }).code).toBe("failing");
    expect(asked({ ...over, tasks: crashedAt(300, 400, 700) })).toMatchObject({ state: "open", code: "overridden" });
    expect(asked({ ...over, tasks: crashedAt(300, 400, 700, 800) })).toMatchObject({
      state: "closed",
      code: "failing",
    });
  });
});

describe("a release that is unhealthy now", () => {
  const sick = aTask({ healthStatus: "UNHEALTHY", unhealthy: [{ from: at(500) }] });

  it("closes the gate with a bad sign, where the register knows it", () => {
    expect(asked({ tasks: [aTask({}, "runs"), sick] })).toMatchObject({
      code: "failing",
      reason: `shop@v2.3.1 in ap-southeast-2: unhealthy since ${at(500)}: 1 of its 2 running tasks`,
    });
  });

  it("is not one that was, or whose sick task stops", () => {
    expect(asked({ tasks: [aTask({ unhealthy: [{ from: at(20), until: at(90) }] })] }).code).toBe("passed");
    expect(asked({ tasks: [aTask({}, "runs"), { ...sick, desiredStatus: "STOPPED" }] }).code).toBe("passed");
  });
});

describe("a release none of whose tasks runs any more", () => {
  const drained = [aCrashedTask({ stopCode: "UserInitiated", stoppedReason: "drill", stoppedAt: at(900) })];

  it("never opens the gate, and waits for a replacement for five minutes", () => {
    expect(asked({ tasks: drained }, {}, 1199)).toMatchObject({ state: "waiting", lookAgainAt: at(1200) });
    expect(asked({ tasks: drained }, {}, 1200)).toMatchObject({
      state: "closed",
      code: "nothing runs",
      reason: `shop@v2.3.1 in ap-southeast-2: none of its tasks runs any more, the last one stopped at ${at(900)}: drill, container app exit code 1`,
    });
  });

  it("opens it again when one is on its way", () => {
    expect(asked({ tasks: [...drained, aTask({ lastStatus: "PROVISIONING" }, "next")] }).state).toBe("open");
  });

  it("is opened by no person either", () => {
    const over = { overrides: true, decisions: [anOperatorDecision({ at: at(1000) })], verdict: "failed" } as const;

    expect(asked({ ...over, tasks: drained }).code).toBe("nothing runs");
  });
});
