import { describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { EcsReader } from "../../../shared/ports/ecs.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { aRollout, at } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs } from "../../builders/function-bench.ts";

const validation = aKey();

/** The running tasks that ECS is held against at one look; undefined when every task is read. */
async function heldAgainst(status: string, seconds = 0): Promise<readonly string[] | undefined> {
  const bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
  await bench.register.save(validation.rollout, aTask());
  await bench.register.save(validation.rollout, aTask({ lastStatus: "PENDING" }, "t2"));
  bench.clock.pass(seconds);
  let held: readonly string[] | undefined;
  const tasks: EcsReader["tasks"] = async (_rollout, _known, running) => {
    held = running && [...running];
    return [];
  };
  const ecs = anEcs({ tasks, serviceDeployment: async () => aServiceDeployment({ status }) });
  await checkTaskHealth({ ...bench, ecs })({ validation });
  return held;
}

/** A look at which the tasks cannot be read. */
async function blindTo(tasks: Error, status: string) {
  const bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
  const ecs = anEcs({
    tasks: () => Promise.reject(tasks),
    serviceDeployment: async () => aServiceDeployment({ status }),
  });
  return checkTaskHealth({ ...bench, ecs })({ validation });
}

describe("tasks that cannot be read", () => {
  const denied = new ValidatorError("AccessDenied", "ecs:ListTasks was denied");

  it("keep a rollout from passing", async () => {
    await expect(blindTo(denied, "SUCCESSFUL")).rejects.toBe(denied);
  });

  it("conclude nothing while ECS works on the rollout, and are no blind look: its events keep coming", async () => {
    expect((await blindTo(denied, "IN_PROGRESS")).findings).toMatchObject([{ status: "pending" }]);
  });

  it("hide whether a rollout is stable when its time is up", async () => {
    const bench = await aFunctionBench();
    await bench.evidence.open(aRecord());
    await bench.register.save(validation.rollout, aCrashedTask());
    bench.clock.pass(900);
    const deployments = [aDeploymentEntry({ running: 1, rolloutState: "IN_PROGRESS" })];
    const ecs = anEcs({
      tasks: () => Promise.reject(denied),
      service: async () => aServiceState({ deployments }),
      serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }),
    });

    await expect(checkTaskHealth({ ...bench, ecs })({ validation })).rejects.toBe(denied);
  });

  it("are no blind look though a check that decides nothing has concluded", async () => {
    const bench = await aFunctionBench();
    const shadow = { name: "image", kind: "artifact", container: ["nobody"], mode: "shadow" as const };
    const checks = [{ name: "task-health", kind: "task-health" }, shadow];
    await bench.evidence.open(aRecord({ profile: aProfile({ checks }) }));
    const ecs = anEcs({
      tasks: () => Promise.reject(denied),
      serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }),
    });
    const { findings } = await checkTaskHealth({ ...bench, ecs })({ validation });

    expect(findings.map(({ status }) => status)).toEqual(["pending", "inconclusive"]);
  });

  it.each(["IN_PROGRESS", "ROLLBACK_IN_PROGRESS"])(
    "by a fault of the validator's own are never passed over (%s)",
    async (status) => {
      const fault = new TypeError("undefined is not a function");

      await expect(blindTo(fault, status)).rejects.toBe(fault);
    },
  );

  it("let nobody call a task stuck that was starting when they could last be read", async () => {
    const bench = await aFunctionBench();
    await bench.evidence.open(aRecord());
    const { startedAt: _, ...pending } = aTask({ lastStatus: "PENDING", createdAt: "2026-01-01T00:00:00.000Z" });
    await bench.register.save(validation.rollout, pending);
    const deployments = [aDeploymentEntry({ running: 1, pending: 1, rolloutState: "IN_PROGRESS" })];
    const ecs = anEcs({
      service: async () => aServiceState({ deployments }),
      serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }),
    });
    const look = (over: Partial<EcsReader>) => checkTaskHealth({ ...bench, ecs: { ...ecs, ...over } })({ validation });

    await expect(look({ tasks: () => Promise.reject(denied) })).rejects.toBe(denied);
    expect((await look({ tasks: async () => [] })).findings).toMatchObject([{ facts: { stuckIn: "PENDING" } }]);
  });

  it("do not hide a crash loop that events told of", async () => {
    const bench = await aFunctionBench();
    await bench.evidence.open(aRecord());
    for (const id of ["t1", "t2"]) await bench.register.save(validation.rollout, aCrashedTask({}, id));
    const ecs = anEcs({
      tasks: () => Promise.reject(denied),
      serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }),
    });

    expect((await checkTaskHealth({ ...bench, ecs })({ validation })).findings).toMatchObject([
      { reason: expect.stringContaining("crash loop: 2 tasks") },
    ]);
  });

  it("do not hide that ECS rolled it back", async () => {
    expect((await blindTo(denied, "ROLLBACK_IN_PROGRESS")).findings).toMatchObject([{ status: "failed" }]);
  });
});

describe("tasks are read", () => {
  it("all of them once the rollout has ended, as no event tells their health", async () => {
    expect(await heldAgainst("SUCCESSFUL")).toBeUndefined();
    expect(await heldAgainst("ROLLBACK_IN_PROGRESS")).toBeUndefined();
  });

  it("all of them when the rollout's time is up, though it goes on", async () => {
    expect(await heldAgainst("IN_PROGRESS", 600)).toBeUndefined();
    expect(await heldAgainst("IN_PROGRESS", 580)).toBeUndefined();
  });

  it("all of them when the validation's time is up, also while a stage of the rollout has no end", async () => {
    const bench = await aFunctionBench();
    await bench.evidence.open(aRecord({ rollout: aRollout({ strategy: "BLUE_GREEN" }), deadline: at(1200) }));
    const tasks = ["t1", "t2"].map((id) => aTask({}, id));
    for (const task of tasks) await bench.register.save(validation.rollout, task);
    const serviceDeployment = aServiceDeployment({ status: "IN_PROGRESS", lifecycleStage: "BAKE_TIME" });
    const ecs = anEcs({
      serviceDeployment: async () => serviceDeployment,
      tasks: async (_rollout, _known, running) =>
        running ? [] : tasks.map((task) => ({ ...task, healthStatus: "UNHEALTHY" })),
    });
    const look = () => checkTaskHealth({ ...bench, ecs })({ validation });
    bench.clock.pass(600);
    expect((await look()).findings).toMatchObject([{ status: "pending" }]);
    bench.clock.pass(300);

    expect((await look()).findings).toMatchObject([
      { status: "failed", sign: "seen", reason: expect.stringContaining("2/2 tasks running, 2 unhealthy") },
    ]);
  });

  it("only when ECS runs others than the register while the rollout goes on", async () => {
    expect(await heldAgainst("IN_PROGRESS")).toEqual([aTask().taskArn]);
  });
});
