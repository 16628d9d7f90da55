import { describe, expect, it } from "vitest";
import { changesOfFindings, lifeOfTasks } from "../../../shared/domain/timeline.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";

const id = "c13b4cb40f1f4fe4a2971f76ae5a47ad";

describe("the life of a task", () => {
  it("is told step by step, each under a name that stays the same", () => {
    expect(lifeOfTasks([aCrashedTask({}, id)])).toEqual([
      { at: start, id: `task#${id}#created`, text: "task c13b4cb4 created" },
      { at: at(10), id: `task#${id}#running`, text: "task c13b4cb4 running" },
      {
        at: at(20),
        id: `task#${id}#stopped`,
        text: "task c13b4cb4 stopped (crash): container app exit code 1",
      },
    ]);
  });

  it("tells when looks saw it unhealthy, and for how long", () => {
    const unhealthy = [{ from: at(30), until: at(42) }, { from: at(50) }];

    expect(lifeOfTasks([aTask({ unhealthy }, id)]).slice(2)).toEqual([
      { at: at(30), id: `task#${id}#unhealthy`, text: "task c13b4cb4 seen UNHEALTHY" },
      { at: at(42), id: `task#${id}#healthy`, text: "task c13b4cb4 seen HEALTHY again after 12s" },
      { at: at(50), id: `task#${id}#unhealthy`, text: "task c13b4cb4 seen UNHEALTHY" },
    ]);
  });

  it("leaves out what has not happened or has no time", () => {
    const { createdAt: _, startedAt: __, ...starting } = aTask({ lastStatus: "PENDING" });
    const { stoppedAt: ___, ...stopping } = aCrashedTask({ lastStatus: "STOPPING" });

    expect(lifeOfTasks([starting])).toEqual([]);
    expect(lifeOfTasks([stopping]).map(({ text }) => text)).toEqual(["task t1 created", "task t1 running"]);
    expect(lifeOfTasks([aTask({ stoppedAt: at(20) })])).toHaveLength(2);
  });
});

describe("changes of findings", () => {
  const pending = aFinding({ status: "pending", reason: "waiting" });

  it("are told when a status changes", () => {
    expect(changesOfFindings([pending], [aFinding()])).toEqual([
      { at: at(60), id: "check#started#passed", text: 'started passed: seen: "Started App"' },
    ]);
    expect(changesOfFindings([], [aFinding()])).toHaveLength(1);
    expect(changesOfFindings([aFinding({ check: "other" })], [aFinding()])).toHaveLength(1);
  });

  it("are none while a check waits, or only its reason changes", () => {
    expect(changesOfFindings([aFinding()], [pending])).toEqual([]);
    expect(changesOfFindings([aFinding()], [aFinding({ reason: "other" })])).toEqual([]);
  });
});
