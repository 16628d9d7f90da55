import { describe, expect, it } from "vitest";
import { deploymentEnd } from "../../../shared/domain/deployment-end.ts";
import { aRollout, at, newerId, olderId } from "../../builders/a-rollout.ts";
import {
  aDeploymentEntry,
  aMeasurementByDeployments,
  aServiceDeployment,
  aServiceMeasurement,
} from "../../builders/a-service-measurement.ts";

const newer = { id: newerId, createdAt: at(100) };
const older = { id: olderId, createdAt: at(-3600) };
const rollout = aRollout();

describe("a service that is gone", () => {
  it.each(["INACTIVE", "DRAINING", "MISSING"])("%s", (serviceStatus) => {
    expect(deploymentEnd(aServiceMeasurement({ serviceStatus }), rollout, at(60))).toEqual({
      kind: "gone",
      reason: `the service was deleted (${serviceStatus})`,
    });
  });
});

describe("the service deployment says that the rollout", () => {
  it.each(["ROLLBACK_REQUESTED", "ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"])(
    "is rolled back: %s",
    (status) => {
      const reason = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
      const seen = aServiceMeasurement({
        serviceDeployment: aServiceDeployment({ status, statusReason: "other", rollback: { reason } }),
        newer: older,
      });

      expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "rolled back", reason });
    },
  );

  it.each([
    [["shop-5xx"], "alarm detected (alarm shop-5xx went off)"],
    [["shop-5xx", "shop-latency"], "alarm detected (alarms shop-5xx, shop-latency went off)"],
    [[], "alarm detected"],
  ])("is rolled back or failed by alarms, which the reason names: %j", (triggeredAlarms, reason) => {
    const alarmed = { statusReason: "alarm detected", triggeredAlarms };
    const back = aServiceDeployment({ status: "ROLLBACK_IN_PROGRESS", ...alarmed });
    const stopped = aServiceDeployment({ status: "STOPPED", ...alarmed });

    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: back }), rollout, at(60))).toMatchObject({ reason });
    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: stopped }), rollout, at(95))).toMatchObject({
      kind: "failed",
      reason,
    });
  });

  it("is one sentence with its alarms, whatever full stop ECS puts before them", () => {
    const told = { statusReason: "Alarm detected.", triggeredAlarms: ["shop-5xx"] };
    const back = aServiceDeployment({ status: "ROLLBACK_IN_PROGRESS", ...told });

    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: back }), rollout, at(60))).toMatchObject({
      reason: "Alarm detected (alarm shop-5xx went off)",
    });
  });

  it("is rolled back for its status reason, or for its status alone", () => {
    const status = "ROLLBACK_SUCCESSFUL";
    const seen = aServiceMeasurement({ serviceDeployment: aServiceDeployment({ status }) });
    const told = aServiceMeasurement({ serviceDeployment: aServiceDeployment({ status, statusReason: "alarm" }) });

    expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "rolled back", reason: status });
    expect(deploymentEnd(told, rollout, at(60))).toEqual({ kind: "rolled back", reason: "alarm" });
  });

  it("was rolled back, although a newer one has stopped its rollback since", () => {
    const rollback = { reason: "tasks failed to start", startedAt: at(60) };
    const serviceDeployment = aServiceDeployment({ status: "STOPPED", finishedAt: at(90), rollback });

    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment, newer }), rollout, at(120))).toEqual({
      kind: "rolled back",
      reason: rollback.reason,
    });
  });

  it.each(["IN_PROGRESS", "STOP_REQUESTED", "STOPPED"])(
    "failed although it is %s: the breaker tripped, and ECS starts no more tasks",
    (status) => {
      const reason = "ECS deployment circuit breaker: tasks failed to start.";
      const seen = aServiceMeasurement({
        serviceDeployment: aServiceDeployment({ status, finishedAt: at(60) }),
        deployment: aDeploymentEntry({ rolloutState: "FAILED", rolloutStateReason: reason }),
      });

      expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "failed", reason });
    },
  );

  it.each(["PENDING", "IN_PROGRESS", "STOP_REQUESTED", "A_STATUS_TO_COME"])("is going on: %s", (status) => {
    const seen = aServiceMeasurement({ serviceDeployment: aServiceDeployment({ status }), newer });

    expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "going on" });
  });

  it("is complete, also where deployments[] says otherwise", () => {
    const seen = aServiceMeasurement({ deployment: aDeploymentEntry({ rolloutState: "IN_PROGRESS" }), newer: older });

    expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "completed" });
  });

  it("is complete and then replaced by a newer one, which ends its validation", () => {
    expect(deploymentEnd(aServiceMeasurement({ newer }), rollout, at(120))).toEqual({
      kind: "superseded",
      by: newerId,
    });
  });
});

describe("a stopped service deployment", () => {
  const stopped = aServiceDeployment({ status: "STOPPED", finishedAt: at(60) });

  it.each([
    { what: "a newer deployment", seen: { newer }, by: newerId },
    { what: "a newer deployment of unknown age", seen: { newer: { id: newerId } }, by: newerId },
    {
      what: "ECS's own word",
      seen: { serviceDeployment: { ...stopped, statusReason: "Replaced by a new service deployment." }, newer: older },
      by: "a newer rollout",
    },
  ])("is superseded by $what", ({ seen, by }) => {
    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: stopped, ...seen }), rollout, at(61))).toEqual({
      kind: "superseded",
      by,
    });
  });

  it("is superseded by a release, where it is known", () => {
    const seen = aServiceMeasurement({ serviceDeployment: stopped, newer: { ...newer, release: "v2.3.2" } });

    expect(deploymentEnd(seen, rollout, at(61))).toEqual({ kind: "superseded", by: newerId, release: "v2.3.2" });
  });

  it.each([
    { seconds: 89.9, kind: "settling" },
    { seconds: 90, kind: "failed" },
  ])("is $kind at second $seconds, as a newer one may show up 30 s later", ({ seconds, kind }) => {
    const seen = aServiceMeasurement({ serviceDeployment: stopped, newer: older });

    expect(deploymentEnd(seen, rollout, at(seconds))).toMatchObject({ kind });
  });

  it("failed without a rollback for ECS's reason, or for none", () => {
    const told = { ...stopped, statusReason: "tasks failed to start" };

    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: told }), rollout, at(300))).toEqual({
      kind: "failed",
      reason: "tasks failed to start",
    });
    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: stopped }), rollout, at(300))).toEqual({
      kind: "failed",
      reason: "stopped without a rollback",
    });
  });

  it("is not called failed while nobody knows when it ended", () => {
    const { finishedAt: _, ...endless } = stopped;

    expect(deploymentEnd(aServiceMeasurement({ serviceDeployment: endless }), rollout, at(900))).toEqual({
      kind: "settling",
      reason: "ECS stopped the rollout; waiting whether a newer one took its place",
    });
  });
});

describe("without a service deployment", () => {
  it.each([
    {
      what: "failed, with its reason",
      seen: { deployment: aDeploymentEntry({ rolloutState: "FAILED", rolloutStateReason: "tasks failed to start." }) },
      end: { kind: "failed", reason: "tasks failed to start." },
    },
    {
      what: "failed, without one",
      seen: { deployment: aDeploymentEntry({ rolloutState: "FAILED" }), newer },
      end: { kind: "failed", reason: "FAILED" },
    },
    { what: "completed", seen: {}, end: { kind: "completed" } },
    {
      what: "going on",
      seen: { deployment: aDeploymentEntry({ rolloutState: "IN_PROGRESS" }) },
      end: { kind: "going on" },
    },
    { what: "superseded", seen: { newer }, end: { kind: "superseded", by: newerId } },
    {
      what: "rolled back",
      seen: { newer: older },
      end: { kind: "rolled back", reason: `the service is back on ${olderId}` },
    },
  ])("deployments[] says $what", ({ seen, end }) => {
    expect(deploymentEnd(aMeasurementByDeployments(seen), rollout, at(60))).toEqual(end);
  });

  it("a deployment that is not listed any more is going on", () => {
    const { deployment: _, ...seen } = aMeasurementByDeployments();

    expect(deploymentEnd(seen, rollout, at(60))).toEqual({ kind: "going on" });
  });
});
