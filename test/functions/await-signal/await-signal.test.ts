import { beforeEach, expect, it } from "vitest";
import { awaitSignal } from "../../../functions/await-signal/await-signal.ts";
import { aKey } from "../../builders/a-record.ts";
import { aFunctionBench, aWorkflow, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
});

it("leaves its token for the next event", async () => {
  const workflow = aWorkflow();
  await bench.signals.raise(validation.rollout);

  expect(await awaitSignal({ ...bench, workflow })({ validation, signals: 1, token: "token" })).toEqual({
    waiting: true,
  });
  expect(workflow.woken).toEqual([]);
  expect(await bench.signals.raise(validation.rollout)).toEqual({ count: 2, token: "token" });
});

it("wakes itself at once when a signal came since the last look", async () => {
  const workflow = aWorkflow();
  for (let n = 0; n < 3; n++) await bench.signals.raise(validation.rollout);

  expect(await awaitSignal({ ...bench, workflow })({ validation, signals: 1, token: "token" })).toEqual({
    waiting: false,
  });
  expect(workflow.woken).toEqual([["token", 3]]);
});

it("sees a signal that comes between its token and its look at the counter", async () => {
  const workflow = aWorkflow();
  const late = {
    ...bench.signals,
    async wait(rollout: typeof validation.rollout, token: string) {
      await bench.signals.wait(rollout, token);
      await bench.signals.raise(rollout);
      return bench.signals.count(rollout);
    },
  };

  expect(await awaitSignal({ signals: late, workflow })({ validation, signals: 0, token: "token" })).toEqual({
    waiting: false,
  });
});
