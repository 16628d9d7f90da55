import { describe, expect, it } from "vitest";
import {
  changedLately,
  finishedLately,
  recentRollouts,
  rolledBackUnseen,
} from "../../../functions/reconcile/recent-rollouts.ts";
import type { DeploymentEntry } from "../../../shared/domain/service-state.ts";
import { at, deploymentId, newerId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";

const entry = (over: Partial<DeploymentEntry> = {}): DeploymentEntry => ({
  id: deploymentId,
  status: "PRIMARY",
  desired: 2,
  running: 2,
  pending: 0,
  createdAt: at(0),
  ...over,
});
const seenAt = (seconds: number, deployments: readonly DeploymentEntry[] = [entry()]) =>
  recentRollouts(aServiceState({ deployments }), at(seconds)).map(({ rollout }) => rollout.deploymentId);

describe("a rollout", () => {
  it.each([
    [119, []],
    [120, [deploymentId]],
    [3600, [deploymentId]],
    [3601, []],
  ])("that started %d s ago: %j", (seconds, expected) => {
    expect(seenAt(seconds)).toEqual(expected);
  });

  it("is left out when ECS does not say when it started, or gives it no number", () => {
    const { createdAt: _, ...undated } = entry();
    expect(seenAt(600, [undated, entry({ id: "external-1" })])).toEqual([]);
  });

  it("counts while it is being replaced", () => {
    const deployments = [
      entry({ id: newerId, createdAt: at(300) }),
      entry({ status: "ACTIVE" }),
      entry({ id: olderId, createdAt: at(-9000) }),
    ];
    expect(seenAt(600, deployments)).toEqual([newerId, deploymentId]);
  });

  it("names its service by its ARN, and says how old it is", () => {
    const service = aServiceState({ serviceArn, deployments: [entry()] });
    expect(recentRollouts(service, at(600))).toEqual([{ rollout: { serviceArn, deploymentId }, ageSeconds: 600 }]);
  });

  it.each([{ controller: "CODE_DEPLOY" }, { controller: "EXTERNAL" }, { status: "DRAINING" }])(
    "of a service with %j is none of ours",
    (over) => {
      expect(recentRollouts(aServiceState({ deployments: [entry()], ...over }), at(600))).toEqual([]);
    },
  );
});

describe("a task set of the last hour", () => {
  const taskSets = [
    { id: deploymentId, createdAt: at(0) },
    { id: olderId, createdAt: at(-9000) },
  ];

  it.each(["CODE_DEPLOY", "EXTERNAL"])("is a rollout under the controller %s", (controller) => {
    const service = aServiceState({ controller, deployments: [], taskSets });
    expect(recentRollouts(service, at(600)).map(({ rollout }) => rollout.deploymentId)).toEqual([deploymentId]);
  });

  it("is none under the controller ECS", () => {
    expect(recentRollouts(aServiceState({ deployments: [], taskSets }), at(600))).toEqual([]);
  });
});

describe("a rollout that has left the service", () => {
  const service = aServiceState({ deployments: [entry({ id: olderId, createdAt: at(-9000) })] });
  const unseen = (over: Parameters<typeof aServiceDeployment>[0], seconds = 600) =>
    rolledBackUnseen(service, [aServiceDeployment(over)], at(seconds)).map(({ rollout }) => rollout.deploymentId);

  it.each(["ROLLBACK_IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_FAILED"])("is still judged: %s", (status) => {
    expect(unseen({ status })).toEqual([deploymentId]);
  });

  it("is still judged when a newer one stopped its rollback", () => {
    expect(unseen({ status: "STOPPED", rollback: { startedAt: at(60) } })).toEqual([deploymentId]);
  });

  it.each(["SUCCESSFUL", "STOPPED", "IN_PROGRESS"])("is not judged: %s", (status) => {
    expect(unseen({ status })).toEqual([]);
  });

  it("is not judged when it is too old, or still there, or has no number", () => {
    const status = "ROLLBACK_SUCCESSFUL";
    const { number: _, ...unnumbered } = aServiceDeployment({ status });
    expect(unseen({ status }, 3601)).toEqual([]);
    expect(rolledBackUnseen(aServiceState(), [aServiceDeployment({ status })], at(600))).toEqual([]);
    expect(rolledBackUnseen(service, [unnumbered], at(600))).toEqual([]);
  });
});

describe("the service deployments of a service", () => {
  it.each([
    [{ changedAt: at(0) }, true],
    [{ changedAt: at(-1) }, false],
    [{}, false],
    [{ changedAt: at(0), controller: "CODE_DEPLOY" }, false],
    [{ changedAt: at(0), status: "DRAINING" }, false],
  ])("of %j are worth reading an hour later: %s", (over, expected) => {
    expect(changedLately(aServiceState(over), at(3600))).toBe(expected);
  });

  it("have finished lately within the last hour", () => {
    const { finishedAt: _, ...open } = aServiceDeployment();
    const ended = [aServiceDeployment({ finishedAt: at(1) }), aServiceDeployment({ finishedAt: at(-1) }), open];
    expect(finishedLately(ended, at(3600))).toEqual([ended[0]]);
  });
});
