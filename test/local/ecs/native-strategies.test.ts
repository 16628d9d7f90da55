import { describe, expect, it } from "vitest";
import { describeServices } from "../../../local/ecs/api/describe-services.ts";
import { describeServiceDeployments, listServiceDeployments } from "../../../local/ecs/api/service-deployments.ts";
import { completeDeployment, failDeployment } from "../../../local/ecs/end-deployment.ts";
import { enterStage, type StageChange } from "../../../local/ecs/lifecycle.ts";
import type { ServiceKind, Strategy } from "../../../local/ecs/native-rollout.ts";
import { createService, deleteService, retireTaskDefinition, setDesired } from "../../../local/ecs/service-change.ts";
import { requireLogs, usualKind } from "../../../local/ecs/service-kind.ts";
import { startDeployment } from "../../../local/ecs/start-deployment.ts";
import { createTaskSet } from "../../../local/ecs/task-sets.ts";
import { aCluster, place } from "./a-cluster.ts";

const taskDefinitionArn = "arn:aws:ecs:ap-southeast-2:111122223333:task-definition/shop:1";
const breaker = { enable: true, rollback: true };

/** The service `cart` of this kind, besides `shop`. */
function aService(kind: Partial<ServiceKind> = {}) {
  const world = aCluster();
  world.apply((state, at) =>
    createService(state, { name: "cart", desired: 2, breaker, kind: { ...usualKind, ...kind } }, at),
  );
  const deploy = (number: string): void =>
    world.apply((state, at) =>
      startDeployment(state, { service: "cart", number, serviceDeploymentId: `D${number}`, taskDefinitionArn }, at),
    );
  const enter = (change: StageChange): void => world.apply((state, at) => enterStage(state, "cart", { change, at }));
  const scene = () => ({ state: world.cluster.state(), now: new Date(world.clock.now()) });
  const cart = () => describeServices(scene(), { cluster: place.cluster, services: ["cart"] }).services?.[0];
  const deployment = () => {
    const { serviceDeployments = [] } = listServiceDeployments(scene(), { cluster: place.cluster, service: "cart" });
    const arns = serviceDeployments.flatMap((one) => one.serviceDeploymentArn ?? []).slice(0, 1);
    return describeServiceDeployments(scene(), { serviceDeploymentArns: arns }).serviceDeployments?.[0];
  };
  return { ...world, deploy, enter, scene, cart, deployment };
}

function aStrategy(over: Partial<Strategy> = {}): Pick<ServiceKind, "strategy"> {
  return { strategy: { ...usualKind.strategy, name: "BLUE_GREEN", bakeMinutes: 10, ...over } };
}

describe("ECS refuses", () => {
  it.each([
    [{ scheduling: "DAEMON" }, "DAEMON on FARGATE"],
    [{ scheduling: "DAEMON", launchType: "EC2", controller: "EXTERNAL" }, "DAEMON under the controller EXTERNAL"],
    [{ ...aStrategy(), controller: "CODE_DEPLOY" }, "BLUE_GREEN under the controller CODE_DEPLOY"],
    [aStrategy({ hooks: ["BAKE_TIME"] }), "lifecycle hook on BAKE_TIME"],
    [aStrategy({ name: "ROLLING", hooks: ["POST_SCALE_UP"] }), "of a ROLLING service"],
  ] as const)("a service with %j", (kind, message) => {
    expect(() => aService(kind)).toThrow(message);
  });

  it("on Fargate other log drivers, and awslogs without a stream prefix", () => {
    const fargate = { launchType: "FARGATE" } as const;
    expect(() => requireLogs(fargate, { driver: "syslog", options: {} })).toThrow("log driver syslog");
    expect(() => requireLogs(fargate, { driver: "awslogs", options: {} })).toThrow("awslogs-stream-prefix");
    expect(() => requireLogs({ launchType: "EC2" }, { driver: "syslog", options: {} })).not.toThrow();
    expect(() => requireLogs(fargate, { driver: "splunk", options: {} })).not.toThrow();
  });

  it("stages of a rolling rollout, stages backwards, and hooks that are not there", () => {
    const rolling = aService();
    rolling.deploy("1");
    expect(() => rolling.enter({ stage: "SCALE_UP" })).toThrow("has no lifecycle stages");
    const staged = aService(aStrategy());
    staged.deploy("1");
    staged.enter({ stage: "BAKE_TIME" });
    expect(() => staged.enter({ stage: "SCALE_UP" })).toThrow("does not come after BAKE_TIME");
    expect(() => staged.enter({ stage: "CLEAN_UP", hook: "FAILED" })).toThrow("has no lifecycle hook");
  });

  it("to list deployments of another controller, and of a service that is inactive", () => {
    const external = aService({ controller: "EXTERNAL" });
    const input = { cluster: place.cluster, service: "cart" };
    expect(() => listServiceDeployments(external.scene(), input)).toThrow("has no deployments");
    const deleted = aService();
    deleted.apply((state) => deleteService(state, "cart", "INACTIVE"));
    expect(() => listServiceDeployments(deleted.scene(), input)).toThrow("Service not found");
  });
});

describe("a native rollout", () => {
  it("tells its stage, its weights and its hook, and no rollout state", () => {
    const world = aService(aStrategy({ hooks: ["POST_TEST_TRAFFIC_SHIFT"] }));
    world.deploy("1");
    world.enter({ stage: "TEST_TRAFFIC_SHIFT", test: 100 });
    world.enter({ stage: "POST_TEST_TRAFFIC_SHIFT", hook: "IN_PROGRESS" });

    expect(world.deployment()).toMatchObject({
      lifecycleStage: "POST_TEST_TRAFFIC_SHIFT",
      targetServiceRevision: { requestedTestTrafficWeight: 100, requestedProductionTrafficWeight: 0 },
      lifecycleHookDetails: [{ status: "IN_PROGRESS", timeoutAction: "ROLLBACK" }],
      deploymentConfiguration: { strategy: "BLUE_GREEN", bakeTimeInMinutes: 10, lifecycleHooks: [{}] },
    });
    expect(world.cart()?.deployments?.[0]?.rolloutState).toBeUndefined();
  });

  it("that a hook fails is rolled back with the weights reversed, and no event tells it", () => {
    const world = aService(aStrategy({ hooks: ["POST_PRODUCTION_TRAFFIC_SHIFT"] }));
    world.deploy("1");
    world.apply((state, at) => completeDeployment(state, "cart", at));
    world.deploy("2");
    world.enter({ stage: "PRODUCTION_TRAFFIC_SHIFT", production: 100 });
    world.events.length = 0;
    world.apply((state, at) => failDeployment(state, "cart", { reason: "hook", byHook: true, at }));

    expect(world.events).toEqual([]);
    expect(world.deployment()).toMatchObject({
      status: "ROLLBACK_IN_PROGRESS",
      targetServiceRevision: { requestedProductionTrafficWeight: 0 },
    });
  });

  it.each([
    ["LINEAR", { linearConfiguration: { stepPercent: 25, stepBakeTimeInMinutes: 2 } }],
    ["CANARY", { canaryConfiguration: { canaryPercent: 25, canaryBakeTimeInMinutes: 2 } }],
  ] as const)("that is %s tells its steps", (name, expected) => {
    const world = aService(aStrategy({ name, stepPercent: 25, stepBakeMinutes: 2 }));
    expect(world.cart()?.deploymentConfiguration).toMatchObject(expected);
  });
});

it("an alarm that goes off is named, and is not the circuit breaker", () => {
  const world = aService({ alarms: ["cart-5xx"] });
  world.deploy("1");
  world.apply((state, at) => completeDeployment(state, "cart", at));
  world.deploy("2");
  world.apply((state, at) => failDeployment(state, "cart", { reason: "alarm", alarms: ["cart-5xx"], at }));

  expect(world.deployment()).toMatchObject({
    status: "ROLLBACK_IN_PROGRESS",
    alarms: { status: "TRIGGERED", alarmNames: ["cart-5xx"], triggeredAlarmNames: ["cart-5xx"] },
    deploymentCircuitBreaker: { status: "MONITORING" },
  });
});

it("a task set stands where another controller has no deployment, and sends no event", () => {
  const world = aService({ controller: "CODE_DEPLOY" });
  world.events.length = 0;
  world.apply((state, at) => createTaskSet(state, "cart", { id: "ecs-svc/7", taskDefinitionArn, at }));

  expect(world.cart()).toMatchObject({
    deployments: [],
    taskSets: [{ id: "ecs-svc/7", startedBy: "CODE_DEPLOY", stabilityStatus: "STABILIZING" }],
  });
  expect(world.events).toEqual([]);
});

it("a deleted service drains, then loses its deployments, then is forgotten", () => {
  const world = aService();
  world.deploy("1");
  world.apply((state) => deleteService(state, "cart", "DRAINING"));
  expect(world.cart()).toMatchObject({ status: "DRAINING", desiredCount: 0, deployments: [{}] });
  world.apply((state) => deleteService(state, "cart", "INACTIVE"));
  expect(world.cart()).toMatchObject({ status: "INACTIVE", deployments: [] });
  world.apply((state) => deleteService(state, "cart", "GONE"));
  expect(world.cart()).toBeUndefined();
});

it("another desired count starts no deployment", () => {
  const world = aService();
  world.deploy("1");
  world.apply((state) => setDesired(state, "cart", 5));

  expect(world.cart()).toMatchObject({ desiredCount: 5, deployments: [{ desiredCount: 5 }] });
  expect(world.scene().state.services["cart"]?.serviceDeployments).toHaveLength(1);
});

it("a task definition that is not registered cannot be retired", () => {
  const world = aService();
  expect(() => world.apply((state) => retireTaskDefinition(state, "arn:none", "INACTIVE"))).toThrow("not registered");
});
