import { describe, expect, it } from "vitest";
import { definitionFacts, serviceFacts } from "../../../cli/preflight/service-facts.ts";
import { serviceArn, taskDefinitionArn } from "../../builders/a-rollout.ts";

describe("a service as ECS describes it", () => {
  it("has ECS's own defaults where it says nothing", () => {
    expect(serviceFacts({})).toEqual({
      arn: "",
      name: "",
      cluster: "",
      region: "",
      status: "UNKNOWN",
      controller: "ECS",
      strategy: "ROLLING",
      scheduling: "REPLICA",
      platform: "EC2",
      desired: 0,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
      breaker: { enable: false, rollback: false },
      alarms: { enable: false, names: [] },
      graceSeconds: 0,
      balanced: [],
      tags: {},
    });
  });

  it("keeps everything that decides how a rollout can go", () => {
    const described = serviceFacts({
      serviceArn,
      serviceName: "shop",
      status: "ACTIVE",
      desiredCount: 10,
      schedulingStrategy: "DAEMON",
      deploymentController: { type: "CODE_DEPLOY" },
      capacityProviderStrategy: [{ capacityProvider: "FARGATE" }, { capacityProvider: "FARGATE_SPOT" }],
      taskSets: [
        { status: "ACTIVE", taskDefinition: "older" },
        { status: "PRIMARY", taskDefinition: taskDefinitionArn },
      ],
      deployments: [
        { status: "ACTIVE", rolloutState: "COMPLETED" },
        { status: "PRIMARY", rolloutState: "IN_PROGRESS" },
      ],
      deploymentConfiguration: {
        strategy: "CANARY",
        minimumHealthyPercent: 50,
        maximumPercent: 150,
        deploymentCircuitBreaker: { enable: true, rollback: false },
        alarms: { alarmNames: ["a"], enable: true, rollback: true },
      },
      healthCheckGracePeriodSeconds: 60,
      loadBalancers: [{ containerName: "app" }, {}],
      tags: [{ key: "team", value: "shop" }],
    });

    expect(described).toMatchObject({
      cluster: "production",
      region: "ap-southeast-2",
      controller: "CODE_DEPLOY",
      scheduling: "DAEMON",
      platform: "FARGATE and FARGATE_SPOT",
      taskDefinitionArn,
      rolloutState: "IN_PROGRESS",
      strategy: "CANARY",
      minimumHealthyPercent: 50,
      maximumPercent: 150,
      breaker: { enable: true, rollback: false },
      alarms: { enable: true, names: ["a"] },
      graceSeconds: 60,
      balanced: ["app"],
      tags: { team: "shop" },
    });
  });
});

describe("a container's health check", () => {
  function check(...containers: Parameters<typeof definitionFacts>[0]["containerDefinitions"] & object) {
    return definitionFacts({ containerDefinitions: containers }, undefined).containers;
  }

  it("of NONE switches off what the image brings along", () => {
    const [container] = check({ name: "app", healthCheck: { command: ["NONE"] } });

    expect([container?.hasHealthCheck, container?.healthCheck]).toEqual([false, undefined]);
  });

  it("has ECS's defaults, and no start period unless told", () => {
    const [container] = check({ name: "app", healthCheck: { command: ["CMD-SHELL", "true"] } });

    expect(container?.healthCheck).toEqual({ intervalSeconds: 30, retries: 3, startPeriodSeconds: 0 });
  });

  it("stands beside the version consistency of the image, which is on unless disabled", () => {
    const containers = check({ name: "a" }, { name: "b", versionConsistency: "disabled" });

    expect(containers.map(({ isVersionConsistent }) => isVersionConsistent)).toEqual([true, false]);
  });
});
