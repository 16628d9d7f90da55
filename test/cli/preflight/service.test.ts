import { describe, expect, it } from "vitest";
import { someServiceFacts } from "../../builders/a-preflight.ts";
import { aServiceDeployment } from "../../builders/a-service-measurement.ts";
import { denied, judged, troubled } from "./judged.ts";

const service = (over: Parameters<typeof someServiceFacts>[0]) => ({ service: someServiceFacts(over) });

describe("the service", () => {
  it.each(["DRAINING", "INACTIVE"])("that is %s is no place to deploy to", (status) => {
    expect(judged("state", service({ status }))).toMatchObject({ status: "NG", says: `shop is ${status}` });
  });

  it.each(["CODE_DEPLOY", "EXTERNAL"])("deployed by %s cannot be validated", (controller) => {
    expect(judged("controller", service({ controller }))).toMatchObject({
      status: "NG",
      says: `${controller} deploys it, and such rollouts cannot be validated`,
    });
  });

  it("wants at least one task", () => {
    expect(judged("desired count", service({ desired: 0 }))).toMatchObject({ status: "NG" });
    expect(judged("desired count", service({ desired: 0, scheduling: "DAEMON" }))).toMatchObject({
      status: "NG",
      says: "no instance is there for a task",
    });
    expect(judged("desired count", service({ desired: 1 }))).toMatchObject({ status: "OK", says: "1 task is wanted" });
  });

  it("may run anywhere, with a warning where that changes the meaning of its counts", () => {
    expect(judged("platform", service({ platform: "EXTERNAL" }))).toMatchObject({ status: "WARN" });
    expect(judged("platform", service({ platform: "EC2", scheduling: "DAEMON" }))).toMatchObject({ status: "WARN" });
    expect(judged("platform", service({ platform: "EC2" }))).toMatchObject({ status: "OK", says: "runs on EC2" });
  });

  it("that is good is OK in all of it", () => {
    for (const name of ["state", "controller", "platform", "desired count", "rollout under way"])
      expect(judged(name)).toMatchObject({ group: "service", status: "OK" });
  });
});

describe("a rollout under way", () => {
  it.each(["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "STOP_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"])(
    "is a warning: %s",
    (status) => {
      const deployments = { value: [aServiceDeployment({ status }), aServiceDeployment()] };

      expect(judged("rollout under way", { deployments })).toMatchObject({
        status: "WARN",
        says: expect.stringMatching(new RegExp(`^ecs-svc/\\d+ is ${status}$`)),
      });
    },
  );

  it.each([
    [1, "1 task failed so far"],
    [7, "7 tasks failed so far"],
  ])("that lost %d tasks is no ground to deploy on", (failureCount, says) => {
    const deployments = {
      value: [aServiceDeployment({ status: "IN_PROGRESS", circuitBreaker: { failureCount, threshold: 10 } })],
    };

    expect(judged("rollout under way", { deployments })).toMatchObject({
      status: "NG",
      says: expect.stringContaining(says),
    });
  });

  it("is told by deployments[] when there is no service deployment, or none can be read", () => {
    const going = service({ rolloutState: "IN_PROGRESS" });

    expect(judged("rollout under way", { ...going, deployments: { value: [] } })).toMatchObject({ status: "WARN" });
    expect(judged("rollout under way", { ...going, deployments: denied })).toMatchObject({ status: "WARN" });
  });

  it("is not judged when nothing can be read, or others deploy", () => {
    expect(judged("rollout under way", { deployments: troubled })).toMatchObject({ status: "SKIP", unread: "trouble" });
    expect(judged("rollout under way", { deployments: denied })).toMatchObject({
      status: "SKIP",
      unread: "denied",
      says: expect.stringContaining("x:Y on z was denied"),
      next: "Allow your role this action, or choose other credentials.",
    });
    expect(judged("rollout under way", service({ controller: "EXTERNAL" }))).toMatchObject({ status: "SKIP" });
  });

  it.each(["SUCCESSFUL", "STOPPED", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"])("has ended: %s", (status) => {
    expect(judged("rollout under way", { deployments: { value: [aServiceDeployment({ status })] } })).toMatchObject({
      status: "OK",
    });
  });
});
