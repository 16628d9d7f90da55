import { beforeEach, describe, expect, it } from "vitest";
import { openValidation } from "../../../functions/open-validation/open-validation.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { aKey, anExecutionArn } from "../../builders/a-record.ts";
import { at, newerId, number, region, start, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aServiceDeployment, aServiceState } from "../../builders/a-service-measurement.ts";
import { aCommit } from "../../builders/a-status-intent.ts";
import { aCrashedTask } from "../../builders/a-task.ts";
import { aFunctionBench, anEcs, type FunctionBench } from "../../builders/function-bench.ts";
import { open, opened } from "../../builders/opened-validation.ts";

const { rollout } = aKey();

let bench: FunctionBench;

beforeEach(async () => {
  bench = await aFunctionBench();
});

describe("nothing is opened", () => {
  it("while ECS does not show the rollout yet: it is asked again", async () => {
    for (const ecs of [
      { service: async () => undefined },
      {
        service: async () => aServiceState({ deployments: [] }),
        serviceDeployments: async () => [aServiceDeployment({ status: "IN_PROGRESS" })],
      },
    ]) {
      await expect(open(bench, { ecs })).rejects.toMatchObject({ name: "NotFound" });
    }
  });

  it("for the older rollout that a newer one is rolled back to", async () => {
    const newer = aServiceDeployment({
      arn: "arn:newer",
      status: "ROLLBACK_IN_PROGRESS",
      number: newerId.split("/")[1] ?? "",
      createdAt: at(900),
      rollback: { revisionArn: `arn:aws:ecs:x:1:service-revision/production/shop/${number}` },
    });

    expect(await open(bench, { ecs: { serviceDeployments: async () => [newer, aServiceDeployment()] } })).toEqual({
      opened: false,
      reason: `ecs-svc/${number} is where arn:newer is rolled back to`,
    });
  });

  it("for a rollout that completed before another one began: ECS may not show yet that it is rolled back to", async () => {
    const newer = aServiceDeployment({
      arn: "arn:newer",
      status: "IN_PROGRESS",
      number: newerId.split("/")[1] ?? "",
      createdAt: at(900),
    });

    expect(await open(bench, { ecs: { serviceDeployments: async () => [newer, aServiceDeployment()] } })).toEqual({
      opened: false,
      reason: `ecs-svc/${number} was complete before arn:newer began`,
    });
  });

  it("for a rollout that another execution has validated", async () => {
    await open(bench);

    expect(await open(bench, { executionArn: "arn:another" })).toMatchObject({
      opened: false,
      reason: expect.stringContaining("was validated before"),
    });
  });

  it.each(["STOPPED", "SUCCESSFUL"])("for a %s rollout that was replaced before it could be seen", async (status) => {
    const serviceDeployments = async () => [aServiceDeployment({ status })];

    expect(
      await open(bench, { ecs: { service: async () => aServiceState({ deployments: [] }), serviceDeployments } }),
    ).toMatchObject({
      opened: false,
      reason: expect.stringContaining("was replaced before it could be validated"),
    });
  });

  it("while ECS fails", async () => {
    const service = () => Promise.reject(new ValidatorError("DependencyThrottled", "slow"));

    await expect(open(bench, { ecs: { service } })).rejects.toMatchObject({ name: "DependencyThrottled" });
  });
});

describe("a validation opens", () => {
  it("for a rollout that is rolled back already, with the task definition of its tasks", async () => {
    const ecs = {
      service: async () => aServiceState({ deployments: [] }),
      serviceDeployments: async () => [aServiceDeployment({ status: "ROLLBACK_SUCCESSFUL" })],
    };
    await expect(open(bench, { ecs })).rejects.toMatchObject({ name: "NotFound" });
    await bench.register.save(rollout, aCrashedTask());

    expect((await opened(bench, { ecs })).record.rollout).toMatchObject({ taskDefinitionArn });
  });

  it("with everything that ECS forgets, and what the profile says", async () => {
    const profile =
      "environment: staging\nrollout: { within: 5m }\nchecks:\n  - { name: up, kind: log-signature, within: 4m, expect: [{ pattern: Started }] }\n";
    const { record, findings } = await opened(bench, { profile });

    expect(findings).toEqual([]);
    expect(record).toMatchObject({
      key: { releaseId: "v2.3.1", rollout },
      release: { id: "v2.3.1", source: "container environment", commit: aCommit, project: "77" },
      rollout: {
        ...rollout,
        number,
        taskDefinitionArn,
        startedAt: start,
        desiredCount: 2,
        strategy: "ROLLING",
        circuitBreaker: true,
        breakerRollsBack: true,
        serviceDeploymentArn: aServiceDeployment().arn,
        name: { cluster: "production", service: "shop", region },
        containers: [
          {
            name: "app",
            hasHealthCheck: true,
            logs: {
              driver: "awslogs",
              group: "/ecs/shop",
              region,
              streamPrefix: "shop",
              mode: "blocking",
              logClass: "STANDARD",
            },
          },
        ],
      },
      profile: {
        source: "/v/profiles/production/shop",
        environment: "staging",
        problems: [],
        rolloutWithinSeconds: 300,
        logSeconds: 240,
      },
      openedAt: at(300),
      deadline: at(300 + 300 + 240 + 300),
      executionArn: anExecutionArn,
      notes: [],
    });
    expect((await bench.evidence.dossier("v2.3.1"))?.rollouts[0]?.timeline.map(({ text }) => text)).toEqual([
      `rollout ecs-svc/${number} of v2.3.1 started`,
      "validation opened with profile /v/profiles/production/shop",
    ]);
  });

  it("long enough for a task health check with its own time", async () => {
    const { record } = await opened(bench, { profile: "checks: [{ name: h, kind: task-health, within: 1h }]" });

    expect(record.deadline).toBe(at(300 + 3600 + 300));
  });

  it("under the signal counter as it stands", async () => {
    await bench.signals.raise(rollout);

    expect(await open(bench)).toMatchObject({ opened: true, signals: 1 });
  });

  it("once, when its first try broke off half-way and the second comes later", async () => {
    const addTimeline = () => Promise.reject(new ValidatorError("DependencyUnavailable", "gone"));
    await expect(open(bench, { evidence: { addTimeline } })).rejects.toMatchObject({ name: "DependencyUnavailable" });
    bench.clock.pass(60);
    const { record } = await opened(bench);

    expect(record.openedAt).toBe(at(300));
    expect((await bench.evidence.dossier("v2.3.1"))?.rollouts[0]?.timeline.map((entry) => entry.at)).toEqual([
      start,
      at(300),
    ]);
  });

  it("once, when its first try broke off before the rollout pointed to the record", async () => {
    await opened(bench);
    const answer = await openValidation({
      ...{
        ...bench,
        ecs: anEcs(),
        profiles: { find: async () => undefined },
        logGroups: { logClass: async () => undefined },
        revisionDefinition: async () => undefined,
      },
      validations: { ...bench.validations, of: async () => undefined },
    })({ rollout, executionArn: anExecutionArn });

    expect(answer).toMatchObject({ opened: true, validation: aKey() });
    expect((await bench.evidence.dossier("v2.3.1"))?.rollouts).toHaveLength(1);
  });
});
