import { describe, expect, it } from "vitest";
import { adviceOf, stepText } from "../../../shared/domain/advice.ts";
import { changesAfterVerdict } from "../../../shared/domain/changes-after-verdict.ts";
import type { Task } from "../../../shared/domain/task.ts";
import { lifeOfTasks } from "../../../shared/domain/timeline.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";

const scaled = { stopCode: "ServiceSchedulerInitiated", stoppedReason: "Scaling activity initiated by (deployment x)" };

/** It passed at second 62 with two tasks; the timeline knows their start. */
function passed(tasks: readonly Task[], facts: Readonly<Record<string, string | number>> = {}) {
  return {
    record: aRecord({ verdict: aVerdict({ status: "passed", decision: "proceed", at: at(62) }) }),
    findings: [aFinding({ check: "task-health", kind: "task-health", status: "passed", facts })],
    tasks,
    timeline: lifeOfTasks([aTask(), aTask({}, "t2")]),
  };
}

const adviceFor = (told: ReturnType<typeof passed>) => adviceOf(told)?.steps.map(stepText).join(" ");

describe("a task that stops by itself after the verdict", () => {
  const late = passed([aCrashedTask({ stoppedAt: at(100) }), aTask({}, "t2")]);

  it("is told of, and what was kept before is not told again", () => {
    expect(changesAfterVerdict(late)).toMatchObject({
      entries: [
        {
          at: at(100),
          id: "task#t1#stopped",
          text: "after the verdict: task t1 stopped (crash): container app exit code 1",
        },
      ],
      selfStops: [{ stoppedAt: at(100) }],
    });
  });

  it("leaves nobody to read that there is nothing to do", () => {
    expect(adviceFor(late)).toBe(
      "It passed, and since then 1 of its tasks stopped by itself: container app exit code 1. See whether the release still runs, and hold the next Region back until you know.",
    );
  });
});

describe("several tasks after the verdict", () => {
  it("are told of in the order of what happened, not of their ids, and what came with the verdict is not after it", () => {
    const tasks = [
      aCrashedTask({ stoppedAt: at(120) }),
      aCrashedTask({ stoppedAt: at(100) }, "t2"),
      aCrashedTask({ stoppedAt: at(62) }, "t3"),
      aTask({ createdAt: at(105), startedAt: at(110) }, "t4"),
    ];

    const { entries, selfStops } = changesAfterVerdict(passed(tasks));

    expect(entries.map(({ id }) => id)).toEqual([
      "task#t2#stopped",
      "task#t4#created",
      "task#t4#running",
      "task#t1#stopped",
    ]);
    expect(selfStops.map(({ stoppedAt }) => stoppedAt)).toEqual([at(100), at(120)]);
  });

  it("count from when they began to stop: one that a long stop grace keeps was ending before the verdict", () => {
    const before = aCrashedTask({ stoppingAt: at(60), stoppedAt: at(90) });
    const after = aCrashedTask({ stoppingAt: at(63), stoppedAt: at(90) }, "t2");

    expect(changesAfterVerdict(passed([before, after])).selfStops).toEqual([after]);
  });

  it("leave out a step that is kept already, though it happened after the verdict", () => {
    const tasks = [aCrashedTask({ stoppedAt: at(100) })];

    expect(changesAfterVerdict({ ...passed(tasks), timeline: lifeOfTasks(tasks) }).entries).toEqual([]);
  });
});

it("a pass that did not last is told to its owner, whom the profile names", () => {
  const told = passed([aCrashedTask({ stoppedAt: at(100) })]);
  const owned = { ...told, record: { ...told.record, profile: aProfile({ owner: { team: "Payments" } }) } };

  expect(adviceOf(owned)?.steps.at(-1)).toEqual({ about: "owner", text: "Tell its owner:", code: "Payments" });
});

describe("nothing is wrong after the verdict", () => {
  it("when a later rollout, or scaling, ends the tasks; the evidence shows it all the same", () => {
    const told = passed([aTask({ ...scaled, lastStatus: "STOPPED", stoppedAt: at(100) }), aTask({}, "t2")]);

    expect(changesAfterVerdict(told)).toMatchObject({ entries: [{ id: "task#t1#stopped" }], selfStops: [] });
    expect(adviceFor(told)).toContain("Nothing to do");
  });

  it("when a task stopped by itself before it, which the verdict knew", () => {
    expect(changesAfterVerdict(passed([aCrashedTask(), aTask({}, "t2")]))).toMatchObject({ selfStops: [] });
  });

  it("as long as there is no verdict", () => {
    expect(changesAfterVerdict({ record: aRecord(), tasks: [aCrashedTask()], timeline: [] })).toEqual({
      entries: [],
      selfStops: [],
    });
  });
});

it("a pass after a crash is worth a look", () => {
  expect(adviceFor(passed([aTask()], { stops: 1 }))).toContain("next Region: 1 task crashed on the way");
});

it("a pass that came at a price says so instead of that there is nothing to do", () => {
  const remark = "the service was down: capacity fell to 0 of 4 tasks (minimum 4) for 3m";

  expect(adviceFor(passed([aTask()], { remark }))).toBe(
    `Look at this before the next Region: ${remark}. The release is healthy now.`,
  );
});
