import { beforeEach, describe, expect, it } from "vitest";
import { ValidatorError } from "../../../shared/errors.ts";
import type { EcsReader } from "../../../shared/ports/ecs.ts";
import { at, deploymentId, newerId, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, type FunctionBench } from "../../builders/function-bench.ts";
import { open, opened } from "../../builders/opened-validation.ts";

let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
});

const neverAsked = () => Promise.reject(new Error("It must not be asked."));
const denied = () => Promise.reject(new ValidatorError("AccessDenied", "ecs:DescribeServices on shop was denied"));

describe("a service that ECS may not be asked about", () => {
  const closed: Partial<EcsReader> = { service: denied, taskDefinition: neverAsked };

  it("has its rollout recorded all the same: not judged, with the right that is missing", async () => {
    const { record, findings } = await opened(bench, { ecs: closed });

    expect(record).toMatchObject({
      release: { source: "none" },
      rollout: { taskDefinitionArn: "unknown", startedAt: at(310), unvalidatable: expect.stringContaining("denied") },
    });
    expect(findings).toMatchObject([
      {
        check: "rollout",
        status: "inconclusive",
        isOver: true,
        reason: "cannot be validated: ecs:DescribeServices on shop was denied",
      },
    ]);
  });

  it("has the release of its tasks, when an event has told what they run", async () => {
    await bench.register.save({ serviceArn: aServiceState().serviceArn, deploymentId }, aTask({ createdAt: at(3) }));
    const { record } = await opened(bench, { ecs: { service: denied } });

    expect(record).toMatchObject({ key: { releaseId: "v2.3.1" }, rollout: { taskDefinitionArn, startedAt: at(3) } });
  });

  it("has the release that it names, when only its service deployments may not be read", async () => {
    const { record } = await opened(bench, { ecs: { serviceDeployments: denied } });

    expect(record).toMatchObject({
      key: { releaseId: "v2.3.1" },
      rollout: { startedAt: at(0), desiredCount: 2, unvalidatable: expect.stringContaining("denied") },
    });
  });

  it("has nothing recorded for the rollout that it goes back to", async () => {
    const older = aDeploymentEntry({ status: "PRIMARY", createdAt: at(0) });
    const failed = aDeploymentEntry({ id: newerId, status: "ACTIVE", createdAt: at(60), rolloutState: "FAILED" });
    const service = async () => aServiceState({ deployments: [older, failed] });

    expect(await open(bench, { ecs: { service, serviceDeployments: denied } })).toEqual({
      opened: false,
      reason: `${deploymentId} is where the service is rolled back to`,
    });
  });

  it("is asked about again within ten seconds: the denial may pass", async () => {
    let asked = 0;
    const service = async () => {
      asked += 1;
      return asked < 3 ? denied() : aServiceState();
    };
    const { record, findings } = await opened(bench, { ecs: { service } });

    expect(record.rollout.unvalidatable).toBeUndefined();
    expect(findings).toEqual([]);
  });

  it("is asked about again when ECS was only throttled", async () => {
    const service = () => Promise.reject(new ValidatorError("DependencyThrottled", "Rate exceeded"));

    await expect(open(bench, { ecs: { service } })).rejects.toMatchObject({ name: "DependencyThrottled" });
  });
});

describe.each(["CODE_DEPLOY", "EXTERNAL"])("a rollout under the controller %s", (controller) => {
  const taskSets = [{ id: deploymentId, taskDefinitionArn, createdAt: at(5) }];
  const service = async () => aServiceState({ controller, deployments: [], taskSets });

  it("is recorded with its release, and ends at once: it cannot be validated", async () => {
    const { record, findings } = await opened(bench, { ecs: { service, serviceDeployments: neverAsked } });

    expect(record).toMatchObject({ key: { releaseId: "v2.3.1" }, rollout: { startedAt: at(5), strategy: controller } });
    expect(findings).toMatchObject([
      {
        check: "rollout",
        status: "inconclusive",
        isOver: true,
        reason: expect.stringContaining(`deployment controller is ${controller}`),
      },
    ]);
  });

  it("is recorded although its task set is gone", async () => {
    const gone = async () => aServiceState({ controller, deployments: [] });
    const { record } = await opened(bench, { ecs: { service: gone, serviceDeployments: neverAsked } });

    expect(record.rollout).toMatchObject({ taskDefinitionArn: "unknown", startedAt: at(300) });
  });
});

describe("a rollout that was rolled back and has left the service", () => {
  const gone: Partial<EcsReader> = {
    service: async () => aServiceState({ deployments: [] }),
    serviceDeployments: async () => [aServiceDeployment({ status: "ROLLBACK_SUCCESSFUL" })],
  };

  it("is opened with the task definition of its revision, when no event has told of its tasks", async () => {
    const { record } = await opened(bench, { ecs: gone, revision: taskDefinitionArn });

    expect(record).toMatchObject({ key: { releaseId: "v2.3.1" }, rollout: { taskDefinitionArn } });
  });

  it("is opened also when a newer rollout stopped its rollback", async () => {
    const serviceDeployments = async () => [aServiceDeployment({ status: "STOPPED", rollback: { startedAt: at(60) } })];
    const { record } = await opened(bench, { ecs: { ...gone, serviceDeployments }, revision: taskDefinitionArn });

    expect(record).toMatchObject({ key: { releaseId: "v2.3.1" }, rollout: { taskDefinitionArn } });
  });

  it("is asked for again while its revision cannot be described", async () => {
    await expect(open(bench, { ecs: gone })).rejects.toMatchObject({ name: "NotFound" });
  });
});

it("a service that was deleted before has no validation", async () => {
  const ecs = { service: async () => aServiceState({ status: "INACTIVE" }), serviceDeployments: neverAsked };

  expect(await open(bench, { ecs })).toMatchObject({ opened: false, reason: expect.stringContaining("was deleted") });
});

describe("a validation is open at the latest until", () => {
  const deadlineOf = async (over: Parameters<typeof aServiceState>[0]) =>
    (await opened(bench, { ecs: { service: async () => aServiceState(over) } })).record.deadline;

  it("the time of its rollout, of its bake and five minutes more", async () => {
    expect(await deadlineOf({ plannedWaitSeconds: 600 })).toBe(at(300 + 900 + 600 + 300));
  });

  it("five hours, when a lifecycle hook may keep the rollout waiting", async () => {
    expect(await deadlineOf({ hasLifecycleHooks: true })).toBe(at(300 + 18_000));
  });

  it("five hours, however long the rollout bakes", async () => {
    expect(await deadlineOf({ plannedWaitSeconds: 86_400 })).toBe(at(300 + 18_000));
  });
});
