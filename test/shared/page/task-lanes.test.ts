import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Task } from "../../../shared/domain/task.ts";
import { taskLanes } from "../../../shared/page/task-lanes.ts";
import { timeScale } from "../../../shared/page/time-scale.ts";
import { aContainer, at, start } from "../../builders/a-rollout.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";

const drawing = { scale: timeScale(start, at(100)), containers: [aContainer()] };
const lanesOf = (tasks: readonly Task[]) => taskLanes(tasks, drawing);

describe("the lanes of tasks", () => {
  it("show a task as pending from its creation, as running from its start, and its stop with the class", () => {
    const [lane] = lanesOf([aCrashedTask({ createdAt: at(5), startedAt: at(20), stoppedAt: at(40) })]).lanes;

    expect(lane).toMatchObject({
      label: "task t1",
      bars: [
        { kind: "pending", from: 0.05, to: 0.2 },
        { kind: "alive", from: 0.2, to: 0.4 },
      ],
      spots: [{ kind: "failed-stop", at: 0.4, title: expect.stringContaining("exit code 1") }],
      note: "crash at +0:40",
      tone: "bad",
    });
  });

  it("show when looks saw a task unhealthy, to its end where none saw it healthy again", () => {
    const unhealthy = [{ from: at(30), until: at(40) }, { from: at(60) }];
    const stopped = aCrashedTask({ unhealthy, createdAt: at(5), startedAt: at(20), stoppedAt: at(80) });

    expect(lanesOf([stopped]).lanes[0]?.bars).toMatchObject([
      { kind: "pending" },
      { kind: "alive", from: 0.2, to: 0.8 },
      { kind: "bad", from: 0.3, to: 0.4, title: "task t1 unhealthy" },
      { kind: "bad", from: 0.6, to: 0.8 },
    ]);
    expect(lanesOf([aTask({ unhealthy }), aTask({}, "t2")]).lanes).toHaveLength(2);
  });

  it("show a task that never ran as pending up to its stop", () => {
    const { startedAt: _, ...task } = aCrashedTask({
      createdAt: at(5),
      stoppedAt: at(40),
      stopCode: "TaskFailedToStart",
    });

    expect(lanesOf([task]).lanes[0]?.bars).toMatchObject([{ kind: "pending", from: 0.05, to: 0.4 }]);
  });

  it("do not call ordinary stops failures", () => {
    const scaled = aCrashedTask({
      stopCode: "ServiceSchedulerInitiated",
      stoppedReason: "Scaling activity initiated by x",
    });

    expect(lanesOf([scaled]).lanes[0]).toMatchObject({
      spots: [{ kind: "stop" }],
      note: "scaling at +0:20",
      tone: "plain",
    });
  });

  it("mark a running task that is unhealthy", () => {
    expect(lanesOf([aTask({ healthStatus: "UNHEALTHY" })]).lanes[0]).toMatchObject({
      note: "running, unhealthy",
      tone: "bad",
    });
  });

  it("fold like lives into one, and say how many", () => {
    const tasks = [aTask(), aTask({ startedAt: at(9.5) }, "t2"), aCrashedTask({ stoppedAt: at(60) }, "t3")];

    const { lanes, folded } = lanesOf(tasks);

    expect(lanes.map(({ label, note }) => [label, note])).toEqual([
      ["task t3", "crash at +1:00"],
      ["2 tasks", "running"],
    ]);
    expect(folded).toEqual({ tasks: 2, lanes: 1 });
  });

  it("fold tasks by their end alone when there are more different lives than lanes", () => {
    const crashes = Array.from({ length: 20 }, (_, n) =>
      aCrashedTask({ createdAt: at(n * 4), startedAt: at(n * 4 + 1), stoppedAt: at(n * 4 + 3) }, `t${n}`),
    );

    expect(lanesOf(crashes).lanes).toMatchObject([
      { label: "20 tasks", note: "crash from +0:03 to +1:19", bars: [{ kind: "pending" }, { from: 0.01, to: 0.79 }] },
    ]);
    expect(lanesOf(crashes).lanes[0]?.spots).toHaveLength(20);
  });

  it("lose no task: each is drawn, or counted as left or as later", () => {
    const life = fc.record({
      created: fc.integer({ min: 0, max: 150 }),
      runs: fc.boolean(),
      health: fc.constantFrom("HEALTHY", "UNHEALTHY"),
      stopCode: fc.constantFrom(undefined, "UserInitiated", "EssentialContainerExited", "SpotInterruption"),
    });
    fc.assert(
      fc.property(fc.array(life, { maxLength: 40 }), (lives) => {
        const tasks = lives.map(({ created, runs, health, stopCode }, n) => {
          const { startedAt: _, ...task } =
            stopCode === undefined
              ? aTask({ healthStatus: health }, `t${n}`)
              : aCrashedTask({ stopCode, stoppedAt: at(created + 9) }, `t${n}`);
          return { ...task, createdAt: at(created), ...(runs && { startedAt: at(created + 5) }) };
        });
        const { lanes, left, later } = lanesOf(tasks);
        const drawn = lanes
          .map(({ label }) => Number(/^(\d+) tasks$/.exec(label)?.[1] ?? 1))
          .reduce((sum, each) => sum + each, 0);

        expect(drawn + left.length + later.length).toBe(tasks.length);
        expect(lanes.length).toBeLessThanOrEqual(14);
        for (const { from, to } of lanes.flatMap(({ bars }) => bars))
          expect(from >= 0 && from <= to && to <= 1).toBe(true);
      }),
    );
  });
});
