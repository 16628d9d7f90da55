import { beforeEach, describe, expect, it } from "vitest";
import { aLine, aLogBench, aLogLook, type LogSituation } from "../../builders/a-log-look.ts";
import { aKey } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import type { FunctionBench } from "../../builders/function-bench.ts";
import { streamOf } from "../../builders/log-evidence.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aLogBench();
});

function look(situation: LogSituation) {
  return aLogLook(bench, situation);
}

describe("while a line is awaited", () => {
  it("the tail is read every 4 s until the line comes", async () => {
    const { findings, second, model } = await look({ second: 20, lines: [aLine(30, "Started App in 4 s")] });

    expect(second).toBe(32);
    expect(findings).toMatchObject([{ status: "passed" }]);
    expect(model.reads.map(([, to]) => to)).toEqual([20, 24, 28, 32]);
  });

  it("nobody stays longer than the stay, nor before a task runs, nor when a signal has just come", async () => {
    expect((await look({ second: 20 })).second).toBe(44);
    expect((await look({ second: 20, mayStay: false })).second).toBe(20);
    const { startedAt: _, ...starting } = aTask({ lastStatus: "PENDING" });
    const register = { ...bench.register, tasks: async () => [starting] };
    expect((await look({ second: 20, ports: { register } })).second).toBe(20);
  });

  it.each([22, 24, 26, 28])("a signal at %s s ends the stay", async (second) => {
    const raise = () => bench.signals.raise(validation.rollout);

    expect((await look({ second: 20, meanwhile: [second, raise] })).second).toBe(second);
  });

  it.each(["RUNNING", "ACTIVATING", "STOPPED"])(
    "a task that no signal tells of is read at the next look, and ends no stay (%s)",
    async (lastStatus) => {
      const save = () => bench.register.save(validation.rollout, aTask({ lastStatus }, "t3"));
      const lines = [aLine(21, "Started App in 4 s", { stream: streamOf("t3") })];
      const { findings, second } = await look({ second: 20, lines, meanwhile: [22, save] });

      expect(second).toBe(24);
      expect(findings).toMatchObject([{ status: "passed" }]);
    },
  );

  it("Insights is asked when the first task runs and every 30 s after that", async () => {
    for (const second of [20, 50]) await look({ second });

    const { coverage } = await bench.evidence.kept(validation);
    expect(coverage?.insights).toMatchObject({ queries: 2, askedAt: at(50) });
  });
});
