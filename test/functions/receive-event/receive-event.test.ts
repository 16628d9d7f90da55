import { beforeEach, describe, expect, it } from "vitest";
import { receiveEvent } from "../../../functions/receive-event/receive-event.ts";
import { executionName } from "../../../shared/domain/execution-name.ts";
import type { EcsEvent } from "../../../shared/schema/events.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { account, deploymentId, newerId, olderId, serviceArn } from "../../builders/a-rollout.ts";
import { aDeploymentEvent, anEvent, aTaskEvent, eventFixture } from "../../builders/events.ts";
import { aFunctionBench, aWorkflow, type FunctionBench, type StubWorkflow } from "../../builders/function-bench.ts";

const { rollout } = aKey();
let bench: FunctionBench;
let workflow: StubWorkflow;
let receive: (event: EcsEvent) => Promise<{ readonly outcome: string }>;

beforeEach(async () => {
  bench = await aFunctionBench();
  workflow = aWorkflow();
  receive = receiveEvent({ ...bench, workflow, account });
});

describe("an event is refused, and starts nothing", () => {
  it.each([
    {
      what: "with an unknown name",
      event: aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_PAUSED" }),
      message: "unknown name",
    },
    {
      what: "of another account",
      event: aDeploymentEvent({}, { account: "999999999999" }),
      message: "not about this account",
    },
    {
      what: "about another account's service",
      event: aDeploymentEvent({}, { resources: [serviceArn.replace(account, "999999999999")] }),
      message: "not about this account",
    },
    {
      what: "about another Region's service",
      event: aDeploymentEvent({}, { region: "eu-west-1" }),
      message: "not about this account",
    },
    { what: "about no service", event: aDeploymentEvent({}, { resources: [] }), message: "names no service" },
    {
      what: "about a task",
      event: aDeploymentEvent({}, { resources: [serviceArn.replace("service", "task")] }),
      message: "names no service",
    },
    { what: "of CodeDeploy", event: aDeploymentEvent({ deploymentId: "d-ABCDEF" }), message: "names no deployment" },
    {
      what: "of a task that no service started",
      event: aTaskEvent({ group: "family:shop" }),
      message: "belongs to no service",
    },
    {
      what: "of a task of another account",
      event: aTaskEvent({ clusterArn: "arn:aws:ecs:ap-southeast-2:999999999999:cluster/production" }),
      message: "not about this account",
    },
    {
      what: "of a task that somebody else started",
      event: aTaskEvent({ startedBy: "AWS Step Functions" }),
      message: "names no deployment",
    },
    {
      what: "of a task in no cluster",
      event: aTaskEvent({ clusterArn: "production" }),
      message: "belongs to no service",
    },
  ])("$what", async ({ event, message }) => {
    await expect(receive(event)).rejects.toMatchObject({
      name: "InvalidInput",
      message: expect.stringContaining(message),
    });
    expect(workflow.started).toEqual([]);
    expect(await bench.signals.count(rollout)).toBe(0);
    expect(await bench.register.tasks(rollout)).toEqual([]);
  });
});

describe("an event of a deployment", () => {
  it.each(["SERVICE_DEPLOYMENT_IN_PROGRESS", "SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_DEPLOYMENT_FAILED"])(
    "starts the validation, whichever comes first: %s",
    async (eventName) => {
      expect(await receive(aDeploymentEvent({ eventName }))).toEqual({ outcome: "started", rollout });
      expect(workflow.started).toEqual([executionName(rollout)]);
    },
  );

  it("starts nothing again, and wakes the validation that waits", async () => {
    await receive(aDeploymentEvent());
    await bench.signals.wait(rollout, "token");
    const before = await bench.signals.count(rollout);

    expect(await receive(aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_COMPLETED" }))).toEqual({
      outcome: "signalled",
      rollout,
    });
    expect(workflow.started).toHaveLength(1);
    expect(workflow.woken).toEqual([["token", before + 1]]);
  });

  it.each([
    { what: "a newer rollout replaces", id: newerId },
    { what: "a rollback goes back from", id: olderId },
  ])("wakes the service's current validation, which $what", async ({ id }) => {
    await bench.evidence.open(aRecord());
    await bench.signals.wait(rollout, "token");
    await receive(aDeploymentEvent({ deploymentId: id }));

    expect(workflow.woken).toEqual([["token", 1]]);
    expect(await bench.signals.count(rollout)).toBe(1);
  });

  it("is one of the recorded ones", async () => {
    for (const name of [
      "deployment-in-progress",
      "deployment-completed",
      "deployment-failed",
      "deployment-rolling-back",
    ]) {
      const event = anEvent(eventFixture(name));
      expect(await receive(event)).toMatchObject({ rollout: { deploymentId: expect.stringMatching(/^ecs-svc\//) } });
    }
  });
});

describe("an event of a task", () => {
  it("keeps the task, and signals when it runs or is to stop", async () => {
    expect(await receive(aTaskEvent({ lastStatus: "PENDING", version: 2 }))).toEqual({ outcome: "recorded", rollout });
    expect(await bench.signals.count(rollout)).toBe(0);
    expect(await receive(aTaskEvent({ version: 3 }))).toEqual({ outcome: "signalled", rollout });
    expect(
      await receive(aTaskEvent({ version: 4, lastStatus: "DEACTIVATING", desiredStatus: "STOPPED" })),
    ).toMatchObject({ outcome: "signalled" });
    expect(await bench.signals.count(rollout)).toBe(2);
    expect(await bench.register.tasks(rollout)).toMatchObject([{ version: 4, startedBy: deploymentId }]);
    expect(workflow.started).toEqual([]);
  });

  it("that is known already changes nothing", async () => {
    await receive(aTaskEvent({ version: 3 }));

    expect(await receive(aTaskEvent({ version: 3 }))).toEqual({ outcome: "known", rollout });
    expect(await receive(aTaskEvent({ version: 2, lastStatus: "PENDING" }))).toEqual({ outcome: "known", rollout });
    expect(await bench.signals.count(rollout)).toBe(1);
  });
});
