import { describe, expect, it } from "vitest";
import { recentRollouts } from "../../../functions/reconcile/recent-rollouts.ts";
import type { DeploymentEntry } from "../../../shared/domain/service-state.ts";
import { at, deploymentId, newerId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aServiceState } from "../../builders/a-service-measurement.ts";

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
