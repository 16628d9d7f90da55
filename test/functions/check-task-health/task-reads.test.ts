import { describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { EcsReader } from "../../../shared/ports/ecs.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs } from "../../builders/function-bench.ts";

const validation = aKey();

/** The running tasks that ECS is held against at one look; undefined when every task is read. */
async function heldAgainst(status: string): Promise<readonly string[] | undefined> {
  const bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
  await bench.register.save(validation.rollout, aTask());
  await bench.register.save(validation.rollout, aTask({ lastStatus: "PENDING" }, "t2"));
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
async function blindTo(tasks: ValidatorError, status: string) {
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

  it("only when ECS runs others than the register while the rollout goes on", async () => {
    expect(await heldAgainst("IN_PROGRESS")).toEqual([aTask().taskArn]);
  });
});
