import { ECSClient } from "@aws-sdk/client-ecs";
import { describe, expect, it } from "vitest";
import { ecsServer } from "../../../local/ecs/server.ts";
import { retireTaskDefinition } from "../../../local/ecs/service-change.ts";
import { ecsReader, revisionDefinitions } from "../../../shared/aws/ecs-reader.ts";
import { serviceDeployment, serviceState } from "../../../shared/aws/ecs-shapes.ts";
import { at, number } from "../../builders/a-rollout.ts";
import { embeddedClient } from "../../builders/embedded-client.ts";
import { aCluster } from "../../local/ecs/a-cluster.ts";

describe("the time that a deployment strategy only waits", () => {
  it.each([
    [{ strategy: "ROLLING" }, undefined],
    [{ strategy: "ROLLING", bakeTimeInMinutes: 5 }, 300],
    [{ strategy: "BLUE_GREEN", bakeTimeInMinutes: 0 }, undefined],
    [{ strategy: "BLUE_GREEN", bakeTimeInMinutes: 30 }, 1800],
    [{ strategy: "CANARY", canaryConfiguration: { canaryBakeTimeInMinutes: 2 }, bakeTimeInMinutes: 3 }, 300],
    [{ strategy: "CANARY" }, 600],
    [{ strategy: "LINEAR", linearConfiguration: { stepPercent: 30, stepBakeTimeInMinutes: 1 } }, 240],
    [{ strategy: "LINEAR" }, 3600],
  ] as const)("of %j is %s s", (deploymentConfiguration, expected) => {
    expect(serviceState({ deploymentConfiguration }).plannedWaitSeconds).toBe(expected);
  });
});

describe("a service", () => {
  it("has lifecycle hooks only when it names some", () => {
    expect(serviceState({ deploymentConfiguration: { lifecycleHooks: [] } }).hasLifecycleHooks).toBeUndefined();
    expect(serviceState({ deploymentConfiguration: { lifecycleHooks: [{}] } }).hasLifecycleHooks).toBe(true);
  });

  it("changed when one of its deployments changed last", () => {
    const deployments = [{ updatedAt: new Date(at(5)) }, { updatedAt: new Date(at(90)) }, {}];
    expect(serviceState({ deployments }).changedAt).toBe(at(90));
    expect(serviceState({}).changedAt).toBeUndefined();
  });

  it("has the task sets of another controller", () => {
    const taskSets = [{ id: "ecs-svc/7", taskDefinition: "arn", createdAt: new Date(at(5)) }, {}];
    expect(serviceState({ taskSets }).taskSets).toEqual([
      { id: "ecs-svc/7", taskDefinitionArn: "arn", createdAt: at(5) },
      { id: "" },
    ]);
    expect(serviceState({ taskSets: [] }).taskSets).toBeUndefined();
  });
});

describe("a service deployment", () => {
  it("has neither weights nor hooks nor alarms where there are none", () => {
    const { trafficWeights, hooks, triggeredAlarms } = serviceDeployment({
      targetServiceRevision: {},
      lifecycleHookDetails: [],
      alarms: { triggeredAlarmNames: [] },
    });
    expect({ trafficWeights, hooks, triggeredAlarms }).toEqual({});
  });

  it("has the weights, hooks and alarms that ECS tells", () => {
    expect(
      serviceDeployment({
        targetServiceRevision: { requestedTestTrafficWeight: 0, requestedProductionTrafficWeight: 12.5 },
        lifecycleHookDetails: [{ hookId: "h1", status: "AWAITING_ACTION", expiresAt: new Date(at(60)) }, {}],
        alarms: { triggeredAlarmNames: ["shop-5xx"] },
      }),
    ).toMatchObject({
      trafficWeights: { test: 0, production: 12.5 },
      hooks: [
        { id: "h1", status: "AWAITING_ACTION", expiresAt: at(60) },
        { id: "", status: "UNKNOWN" },
      ],
      triggeredAlarms: ["shop-5xx"],
    });
  });
});

/** The cluster with a rollout under way, read by the shipped adapters. */
function aWorld() {
  const world = aCluster();
  world.deploy(number, 2);
  const ecs = new ECSClient(embeddedClient({ ecs: ecsServer(world.cluster, world.clock, { quotas: false }) }));
  const retire = (revision: number, status: "INACTIVE" | "DELETED"): void =>
    world.apply((state) => retireTaskDefinition(state, definition(revision), status));
  return { ecs, retire };
}
const definition = (revision: number) => `arn:aws:ecs:ap-southeast-2:111122223333:task-definition/shop:${revision}`;
const revisionArn = "arn:aws:ecs:ap-southeast-2:111122223333:service-revision/production/shop/";

describe("a task definition that was deregistered", () => {
  it("can be read as long as a service refers to it, and no longer", async () => {
    const { ecs, retire } = aWorld();
    retire(2, "INACTIVE");
    retire(3, "INACTIVE");
    expect(await ecsReader(ecs).taskDefinition(definition(2))).toBeDefined();
    expect(await ecsReader(ecs).taskDefinition(definition(3))).toBeUndefined();
  });

  it("cannot be read once it is deleted", async () => {
    const { ecs, retire } = aWorld();
    retire(2, "DELETED");
    expect(await ecsReader(ecs).taskDefinition(definition(2))).toBeUndefined();
  });
});

it("a service revision names its task definition; one that ECS does not know names none", async () => {
  const { ecs } = aWorld();
  expect(await revisionDefinitions(ecs)(`${revisionArn}${number}`)).toBe(definition(2));
  expect(await revisionDefinitions(ecs)(`${revisionArn}42`)).toBeUndefined();
});
