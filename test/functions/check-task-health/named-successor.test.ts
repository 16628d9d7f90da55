import { beforeEach, describe, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, newerId, serviceArn } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";

const validation = aKey();
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  await bench.evidence.open(aRecord());
});

/** A look at a rollout that a newer one has replaced. */
async function look(): Promise<Finding | undefined> {
  const newer = aDeploymentEntry({ id: newerId, createdAt: at(60) });
  const ecs = anEcs({
    service: async () => aServiceState({ deployments: [newer, aDeploymentEntry({ status: "ACTIVE" })] }),
    serviceDeployment: async () => aServiceDeployment({ status: "STOPPED" }),
  });
  return (await checkTaskHealth({ ...bench, ecs })({ validation })).findings[0];
}

async function open(releaseId: string): Promise<void> {
  const key = { releaseId, rollout: { serviceArn, deploymentId: newerId } };
  await bench.evidence.open(aRecord({ key, rollout: { ...aRecord().rollout, ...key.rollout, startedAt: at(60) } }));
}

async function measured(): Promise<unknown> {
  const [first] = (await bench.evidence.kept(validation)).measurements;
  return first?.of === "service" ? first.service.newer : undefined;
}

describe("the rollout that took this one's place is named", () => {
  it("by its deployment while its own validation is not open", async () => {
    expect(await look()).toMatchObject({ reason: `superseded by ${newerId}`, supersededBy: newerId });
    expect(await measured()).toEqual({ id: newerId, createdAt: at(60) });
  });

  it("by its deployment when its release is not known", async () => {
    await open("unattributed#shop#9075294001379389663");
    const finding = await look();

    expect(finding?.reason).toBe(`superseded by ${newerId}`);
    expect(finding).not.toHaveProperty("supersededByRelease");
  });

  it("by its release, which stands in the measurement, so that it can be judged again", async () => {
    await open("v2.3.2");

    expect(await look()).toMatchObject({
      reason: `superseded by v2.3.2 (${newerId})`,
      supersededBy: newerId,
      supersededByRelease: "v2.3.2",
    });
    expect(await measured()).toEqual({ id: newerId, createdAt: at(60), release: "v2.3.2" });
  });
});
