import { beforeEach, expect, it } from "vitest";
import { checkTaskHealth } from "../../../functions/check-task-health/check-task-health.ts";
import { aKey, aProfile, aRecord } from "../../builders/a-record.ts";
import { at, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aDeploymentEntry, aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";

const older = { serviceArn, deploymentId: olderId };
let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
  const checks = [{ name: "task-health", kind: "task-health", capacity: "gate" }];
  const replaces = { releaseId: "v2.3.0", rollout: older, verdict: "passed" };
  await bench.evidence.open(aRecord({ replaces, profile: aProfile({ checks }) }));
});

/** A look ten seconds after the last one, which sees so many of the service's two wanted tasks. */
async function look(running: number) {
  bench.clock.pass(10);
  const ecs = anEcs({
    service: async () =>
      aServiceState({
        running,
        minimumHealthyPercent: 100,
        deployments: [aDeploymentEntry({ running: 0, rolloutState: "IN_PROGRESS" })],
      }),
    serviceDeployment: async () => aServiceDeployment({ status: "IN_PROGRESS" }),
    tasks: async () => [],
  });
  const { findings } = await checkTaskHealth({ ...bench, ecs })({ validation: aKey() });
  return findings[0];
}

it("capacity that two looks miss fails a release whose profile says so", async () => {
  await look(2);
  expect(await look(0)).toMatchObject({ status: "pending" });

  expect(await look(1)).toMatchObject({
    status: "failed",
    reason: "the service was down: capacity fell to 0 of 2 tasks (minimum 2) for 10s",
  });
});

it("the tasks of the release before it excuse it where a person stopped them", async () => {
  for (const id of ["o1", "o2"]) {
    const stoppedAt = bench.clock.now();
    const stop = { lastStatus: "STOPPED", desiredStatus: "STOPPED", stopCode: "UserInitiated", stoppedAt };
    await bench.register.save(older, aTask({ ...stop, startedBy: olderId }, id));
  }
  await look(2);
  await look(0);

  expect(await look(1)).toMatchObject({
    status: "pending",
    reason: expect.stringContaining("for 10s, not by the release (stopped by a person: 2 tasks)"),
  });
});

it("a dip is kept with the measurements, from its first look to the one that sees enough again", async () => {
  for (const running of [2, 1, 1, 2]) await look(running);
  const kept = (await bench.evidence.kept(aKey())).measurements.flatMap((each) =>
    each.of === "service" ? (each.service.capacity ?? []) : [],
  );

  expect(kept.map(({ running, dips: [dip] }) => [running, dip?.from, dip?.confirmed, dip?.until])).toEqual([
    [2, undefined, undefined, undefined],
    [1, at(320), undefined, undefined],
    [1, at(320), true, undefined],
    [2, at(320), true, at(340)],
  ]);
});
