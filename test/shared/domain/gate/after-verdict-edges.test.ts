import { describe, expect, it } from "vitest";
import type { CheckConfigRecord } from "../../../../shared/domain/evidence.ts";
import { type Since, troubleSince } from "../../../../shared/domain/gate/after-verdict.ts";
import type { Task } from "../../../../shared/domain/task.ts";
import { aProfile, aRecord } from "../../../builders/a-record.ts";
import { aRollout, at } from "../../../builders/a-rollout.ts";
import { aCrashedTask, aTask, aTaskArn } from "../../../builders/a-task.ts";

interface Own {
  readonly checks?: readonly CheckConfigRecord[];
  readonly desiredCount?: number;
}

const limit = (maxStops: number | string): CheckConfigRecord => ({ name: "tasks", kind: "task-health", maxStops });

/** An hour after the start of a rollout of two tasks, judged at second 252, asked for by the next Region. */
function trouble(tasks: readonly Task[], { checks = [], desiredCount = 2 }: Own = {}, over: Partial<Since> = {}) {
  const record = aRecord({ profile: aProfile({ checks }), rollout: aRollout({ desiredCount }) });
  const since: Since = { kind: "region", verdictAt: at(252), now: at(3600), ...over };
  return troubleSince({ record, decisions: [], tasks }, since);
}

const crashed = (count: number, second = 300) =>
  Array.from({ length: count }, (_, index) => aCrashedTask({ stoppedAt: at(second) }, `crashed-${second}-${index}`));
const runs = aTask({}, "runs");

describe("how many stops close the gate", () => {
  const other = { name: "logs", kind: "log-signature", maxStops: 9 };

  it.each([
    ["two, where the profile has no check of tasks", [], 1, 2],
    ["two, where only another check has a number", [other], 1, 2],
    ["the number of the check of tasks, beside another one", [other, limit(3)], 2, 3],
    ["a half of the six wanted ones", [limit("50%")], 2, 3],
  ])("%s", (_, checks, few, enough) => {
    const own = { checks, desiredCount: 6 };

    expect(trouble([runs, ...crashed(few)], own)).toBeUndefined();
    expect(trouble([runs, ...crashed(enough)], own)).toMatchObject({ code: "failing" });
  });

  it("is told of one as of one", () => {
    expect(trouble([runs, ...crashed(1)], { checks: [limit(1)] })?.reason).toContain(
      "1 of its tasks stopped by itself after the verdict",
    );
  });
});

describe("four tasks beside three that stopped at second 300, of which a half is allowed,", () => {
  const { startedAt: _, ...undated } = aTask();
  const drained: Partial<Task> = { lastStatus: "STOPPED", desiredStatus: "STOPPED", stopCode: "UserInitiated" };

  it.each<[string, Task, "failing" | undefined]>([
    ["do not count when they had ended", aTask({ ...drained, stoppedAt: at(299) }), "failing"],
    ["do not count when they were stopping", aTask({ ...drained, stoppingAt: at(299), stoppedAt: at(330) }), "failing"],
    ["do not count when they came later", aTask({ startedAt: at(301) }), "failing"],
    ["do not count when they only begin", { ...undated, lastStatus: "PENDING" }, "failing"],
    ["do not count when they ended without a start", { ...undated, ...drained, stoppedAt: at(400) }, "failing"],
    ["count when they run since an unknown time", undated, undefined],
    ["count when they came at that moment", aTask({ startedAt: at(300) }), undefined],
    ["count when they ended at that moment", aTask({ ...drained, stoppedAt: at(300) }), undefined],
  ])("%s", (__, task, code) => {
    const four = [1, 2, 3, 4].map((id) => ({ ...task, taskArn: aTaskArn(`other-${id}`) }));
    const later = aTask({ startedAt: at(900) }, "later");

    expect(trouble([...crashed(3), ...four, later], { checks: [limit("50%")] })?.code).toBe(code);
  });
});

describe("the stops that count", () => {
  const day = 86_400;

  it.each<[string, number, Partial<Since>, "failing" | undefined]>([
    ["are none at the moment of the verdict", 252, {}, undefined],
    ["are those of any age for the next Region", 253, { now: at(253 + 7 * day) }, "failing"],
    ["are those of less than a day for another service", 300, { kind: "service", now: at(299 + day) }, "failing"],
    ["are none of a day ago for another service", 300, { kind: "service", now: at(300 + day) }, undefined],
    ["are none before the verdict for another service", 200, { kind: "service" }, undefined],
    ["are none at the moment of a person's decision", 600, { decidedAt: at(600) }, undefined],
    ["are those after a person's decision", 601, { decidedAt: at(600) }, "failing"],
    ["are none before the verdict when the decision is older", 200, { decidedAt: at(100) }, undefined],
  ])("%s", (_, second, since, code) => {
    expect(trouble([runs, ...crashed(2, second)], {}, since)?.code).toBe(code);
  });
});

describe("tasks that are unhealthy now", () => {
  const sick = (id: string, ...from: readonly number[]): Task =>
    aTask({ healthStatus: "UNHEALTHY", unhealthy: from.map((second) => ({ from: at(second) })) }, id);
  const unseen = aTask({ healthStatus: "UNHEALTHY" }, "unseen");

  it.each([
    ["without a time where no look tells one", [unseen], "unhealthy: 1 of its 1 running tasks"],
    ["without a time where no spell is kept", [sick("a")], "unhealthy: 1 of its 1 running tasks"],
    ["since the spell that lasts", [sick("a", 300, 500)], `unhealthy since ${at(500)}: 1 of its 1 running tasks`],
    [
      "since the first of them that is known",
      [runs, unseen, sick("a", 500), sick("b", 400)],
      `unhealthy since ${at(400)}: 3 of its 4 running tasks`,
    ],
  ])("are told %s", (_, tasks, reason) => {
    expect(trouble(tasks)).toEqual({ code: "failing", reason });
  });

  it("count after a person's decision only when they fell ill later", () => {
    const over = { decidedAt: at(500) };

    expect(trouble([sick("a", 499), sick("b", 500), unseen], {}, over)).toBeUndefined();
    expect(trouble([sick("a", 499), sick("c", 501)], {}, over)?.reason).toBe(
      `unhealthy since ${at(501)}: 1 of its 2 running tasks`,
    );
  });
});

describe("a release of which nothing runs any more", () => {
  const drained = (over: Partial<Task>, id = "t1") =>
    aTask({ lastStatus: "STOPPED", desiredStatus: "STOPPED", stopCode: "UserInitiated", ...over }, id);

  it.each<[string, Partial<Task>, "nothing runs" | undefined]>([
    ["is one whose last task is told to stop", { lastStatus: "RUNNING" }, "nothing runs"],
    ["is one whose last task ended unasked", { desiredStatus: "RUNNING" }, "nothing runs"],
    ["is none with a task on its way", { lastStatus: "PENDING", desiredStatus: "RUNNING" }, undefined],
  ])("%s", (_, over, code) => {
    expect(trouble([drained({ stoppedAt: at(300) }), drained({ stoppedAt: at(300), ...over }, "t2")])?.code).toBe(code);
  });

  it("is told at once, as of an unknown time, where no task tells one", () => {
    expect(trouble([drained({ stoppedReason: "drill." })])).toEqual({
      code: "nothing runs",
      reason: "none of its tasks runs any more, the last one stopped at an unknown time: drill",
    });
  });

  it("is told by the task that began to stop last, in whatever order they come", () => {
    const tasks = [300, 500, 400].map((second) => drained({ stoppingAt: at(second), stoppedAt: at(900 - second) }));

    for (const order of [tasks, tasks.toReversed()])
      expect(trouble(order)?.reason).toContain(`the last one stopped at ${at(500)}`);
  });
});
