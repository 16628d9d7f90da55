import { beforeEach, describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import type { ServiceMessage } from "../../../shared/domain/service-state.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { EcsReader } from "../../../shared/ports/ecs.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { aRollout, at, newerId } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aCrashedTask, aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
});

function check(ecs: Partial<EcsReader> = {}) {
  return checkTaskHealth({ ...bench, ecs: anEcs(ecs) })({ validation });
}

describe("task health", () => {
  it("of a validation that was never opened is refused", async () => {
    const stranger = { ...validation, releaseId: "v9" };

    await expect(checkTaskHealth({ ...bench, ecs: anEcs() })({ validation: stranger })).rejects.toMatchObject({
      name: "NotFound",
    });
  });

  it("is not judged while ECS does not answer", async () => {
    const service = () =>
      Promise.reject(new ValidatorError("DependencyThrottled", "ecs:DescribeServices was throttled"));

    await expect(check({ service })).rejects.toMatchObject({ name: "DependencyThrottled" });
  });

  it("fails on a crash loop, with a task that only an event told of", async () => {
    await bench.register.save(validation.rollout, aCrashedTask({}, "gone"));

    expect((await check({ tasks: async () => [aCrashedTask({}, "t2")] })).findings).toMatchObject([
      { check: "task-health", status: "failed", reason: expect.stringContaining("crash loop: 2 tasks") },
    ]);
  });

  it("is inconclusive for a service that was deleted", async () => {
    const tasks = () => Promise.reject(new ValidatorError("NotFound", "ecs:ListTasks: Service not found."));

    expect((await check({ service: async () => undefined, tasks })).findings).toMatchObject([
      { status: "inconclusive", reason: "the service was deleted (MISSING)", isOver: true },
    ]);
  });

  it("is superseded by a newer rollout", async () => {
    const deployments = [aDeploymentEntry({ id: newerId, createdAt: at(100) }), aDeploymentEntry({ status: "ACTIVE" })];

    expect((await check({ service: async () => aServiceState({ deployments }) })).findings).toMatchObject([
      { supersededBy: newerId },
    ]);
  });

  it("passes for a healthy rollout", async () => {
    expect((await check()).findings).toMatchObject([{ check: "task-health", status: "passed", at: at(300) }]);
  });

  it("finds the service deployment by its number when it was not known at the opening", async () => {
    const { serviceDeploymentArn: _, ...rollout } = aRollout();
    const bench2 = await aFunctionBench();
    await bench2.evidence.open(aRecord({ rollout }));
    const other = aServiceDeployment({ arn: "arn:other", number: "1", status: "ROLLBACK_SUCCESSFUL" });
    const ecs = anEcs({
      serviceDeployments: async () => [other, aServiceDeployment()],
      serviceDeployment: async () => undefined,
    });

    expect((await checkTaskHealth({ ...bench2, ecs })({ validation })).findings).toMatchObject([{ status: "passed" }]);
  });
});

describe("tasks that ECS shows", () => {
  it("are kept, with their health, and stopped ones are not asked for again", async () => {
    const asked: string[][] = [];
    const tasks: EcsReader["tasks"] = async (_rollout, known) => {
      asked.push([...known]);
      return [aTask({ healthStatus: "HEALTHY" }), aCrashedTask({}, "t2")];
    };
    await bench.register.save(validation.rollout, aTask());
    await check({ tasks });
    await check({ tasks });

    expect(await bench.register.tasks(validation.rollout)).toMatchObject([
      { healthStatus: "HEALTHY" },
      { lastStatus: "STOPPED" },
    ]);
    expect(asked).toEqual([[], [aCrashedTask({}, "t2").taskArn]]);
  });

  it("are written only when they have changed", async () => {
    const saved: string[] = [];
    const register = {
      ...bench.register,
      save: (...given: Parameters<typeof bench.register.save>) => {
        saved.push(given[1].taskArn);
        return bench.register.save(...given);
      },
    };
    const run = checkTaskHealth({ ...bench, register, ecs: anEcs() });
    await run({ validation });
    await run({ validation });

    expect(saved).toHaveLength(2);
  });
});

describe("what ECS says of the service", () => {
  const registered = { at: at(100), text: "(service bf-manage-core) registered 2 targets in (target-group core/1)" };
  const drained = { at: at(130), text: "(service bf-manage-core) has begun draining connections on 2 tasks." };
  const early = { at: at(-10), text: "(service bf-manage-core) has reached a steady state." };
  const saying = (...messages: readonly ServiceMessage[]) => ({
    service: async () => aServiceState({ deployments: [aDeploymentEntry()], messages: [...messages, early] }),
  });
  const told = async () =>
    ((await bench.evidence.dossier(validation.releaseId))?.rollouts[0]?.timeline ?? [])
      .filter(({ text }) => text.startsWith("ECS: "))
      .map((entry) => `${entry.at} ${entry.text}`);

  it("is told once with its own time, and nothing from before the rollout", async () => {
    for (const messages of [[registered], [registered], [drained, registered], [drained, registered]]) {
      await check(saying(...messages));
      bench.clock.pass(10);
    }

    expect(await told()).toEqual([
      `${at(100)} ECS: registered 2 targets in (target-group core/1)`,
      `${at(130)} ECS: has begun draining connections on 2 tasks.`,
    ]);
  });

  it("is kept with the look that heard it, and its silence keeps nothing", async () => {
    for (const messages of [[registered], [registered], [drained, registered], [drained, registered]]) {
      await check(saying(...messages));
      bench.clock.pass(10);
    }
    const services = (await bench.evidence.kept(validation)).measurements.filter((each) => each.of === "service");

    expect(services.map(({ service }) => service.said)).toEqual([[registered], [drained]]);
  });
});

describe("what was measured", () => {
  it("is kept when it changes, and only then", async () => {
    const service = async () => aServiceState({ deployments: [aDeploymentEntry({ running: 1 })] });
    for (const ecs of [{}, {}, { service }, { service }]) {
      await check(ecs);
      bench.clock.pass(10);
    }

    expect((await bench.evidence.kept(validation)).measurements).toMatchObject([
      {
        of: "service",
        check: "task-health",
        at: at(300),
        service: { serviceStatus: "ACTIVE", desired: 2, deployment: { running: 2 } },
      },
      { of: "service", at: at(320), service: { deployment: { running: 1 } } },
    ]);
  });
});
