import { beforeEach, describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import { lifeOfTasks } from "../../../shared/domain/timeline.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
});

/** A look ten seconds after the last one, at which `t1` has this health. */
async function look(healthStatus: string): Promise<void> {
  bench.clock.pass(10);
  const tasks = async () => [aTask({ healthStatus }), aTask({ healthStatus: "HEALTHY" }, "t2")];
  await checkTaskHealth({ ...bench, ecs: anEcs({ tasks }) })({ validation });
}

async function told(): Promise<readonly string[]> {
  const tasks = await bench.register.tasks(validation.rollout);
  return lifeOfTasks(tasks).flatMap(({ at: when, text }) =>
    /HEALTHY/.test(text) ? [`${when.slice(14, 19)} ${text}`] : [],
  );
}

describe("a task that is unhealthy for a while", () => {
  it("leaves when looks saw it, also in the evidence", async () => {
    await look("HEALTHY");
    await look("UNHEALTHY");
    await look("UNHEALTHY");
    await look("HEALTHY");
    await look("UNHEALTHY");

    expect(await told()).toEqual([
      "05:20 task t1 seen UNHEALTHY",
      "05:40 task t1 seen HEALTHY again after 20s",
      "05:50 task t1 seen UNHEALTHY",
    ]);
    expect((await bench.evidence.dossier(validation.releaseId))?.rollouts[0]?.tasks).toMatchObject([
      { unhealthy: [{ from: at(320), until: at(340) }, { from: at(350) }] },
      { healthStatus: "HEALTHY" },
    ]);
  });

  it("leaves it although an event, which carries no health, comes in between", async () => {
    await look("UNHEALTHY");
    await bench.register.save(validation.rollout, aTask({ version: 4 }));
    expect(await told()).toEqual(["05:10 task t1 seen UNHEALTHY"]);
    bench.clock.pass(10);
    const tasks = async () => [aTask({ version: 4, healthStatus: "HEALTHY" })];
    await checkTaskHealth({ ...bench, ecs: anEcs({ tasks }) })({ validation });

    expect(await told()).toEqual(["05:10 task t1 seen UNHEALTHY", "05:20 task t1 seen HEALTHY again after 10s"]);
  });
});
