import { beforeEach, describe, expect, it } from "vitest";
import { receiveEvent } from "../../../functions/receive-event/receive-event.ts";
import type { DeploymentSignal } from "../../../shared/domain/deployment-signal.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import type { EcsEvent } from "../../../shared/schema/events.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { account, at, newerId } from "../../builders/a-rollout.ts";
import { aDeploymentEvent, aTaskEvent } from "../../builders/events.ts";
import { aFunctionBench, aWorkflow, type FunctionBench } from "../../builders/function-bench.ts";

const key = aKey();
const started = aDeploymentEvent({ updatedAt: at(0) }, { id: "e1" });
const completed = aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_COMPLETED", updatedAt: at(60) }, { id: "e2" });

let bench: FunctionBench;
let receive: (event: EcsEvent) => Promise<unknown>;

beforeEach(async () => {
  bench = await aFunctionBench();
  receive = receiveEvent({ ...bench, workflow: aWorkflow(), account });
});

async function kept(): Promise<readonly DeploymentSignal[]> {
  return (await bench.evidence.dossier(key.releaseId))?.rollouts[0]?.signals ?? [];
}

describe("an event that cannot be kept", () => {
  const refused = new ValidatorError("DependencyThrottled", "dynamodb:PutItem on evidence was throttled.");

  it("has woken the validation and the service's current one before, and fails, so that it comes again", async () => {
    const workflow = aWorkflow();
    const signalLog = { keep: () => Promise.reject(refused) };
    await bench.evidence.open(aRecord());
    await bench.signals.wait(key.rollout, "token");
    const newer = { ...key.rollout, deploymentId: newerId };
    await bench.signals.wait(newer, "newer's token");

    const refusing = receiveEvent({ ...bench, signalLog, workflow, account });
    await expect(refusing(aDeploymentEvent({ deploymentId: newerId }))).rejects.toBe(refused);
    expect(workflow.woken).toEqual([
      ["newer's token", 1],
      ["token", 1],
    ]);
  });

  it("is kept when it is replayed, with the time at which it was taken in", async () => {
    const refusing = receiveEvent({
      ...bench,
      signalLog: { keep: () => Promise.reject(refused) },
      workflow: aWorkflow(),
      account,
    });
    await bench.evidence.open(aRecord());
    await expect(refusing(started)).rejects.toBe(refused);
    expect(await kept()).toEqual([]);
    bench.clock.pass(3700);
    await receive(started);

    expect(await kept()).toMatchObject([{ id: "e1", at: at(0), receivedAt: at(4000) }]);
  });
});

describe("what is refused", () => {
  it("is not kept", async () => {
    await bench.evidence.open(aRecord());
    await expect(receive(aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_PAUSED" }))).rejects.toThrow("unknown name");

    expect(await kept()).toEqual([]);
  });
});

describe("an event of a deployment is kept", () => {
  it("before the record is opened, and after the verdict", async () => {
    await receive(started);
    await bench.evidence.open(aRecord());
    await bench.evidence.conclude(key, aVerdict());
    await receive(completed);

    expect(await kept()).toEqual([
      {
        id: "e1",
        name: "SERVICE_DEPLOYMENT_IN_PROGRESS",
        at: at(0),
        receivedAt: at(300),
        reason: expect.stringContaining("in progress"),
      },
      expect.objectContaining({ id: "e2", name: "SERVICE_DEPLOYMENT_COMPLETED", at: at(60) }),
    ]);
  });

  it("once, however often it comes, as it came first", async () => {
    await bench.evidence.open(aRecord());
    await receive(completed);
    await receive(started);
    bench.clock.pass(600);
    await Promise.all([receive(started), receive(completed), receive(completed)]);

    expect((await kept()).map(({ id, receivedAt }) => [id, receivedAt])).toEqual([
      ["e1", at(300)],
      ["e2", at(300)],
    ]);
  });

  it("of a newer rollout with the newer one", async () => {
    await bench.evidence.open(aRecord());
    await receive(aDeploymentEvent({ deploymentId: newerId }, { id: "e3" }));

    expect(await kept()).toEqual([]);
  });

  it("with no secret, e-mail address or terminal escape in its reason, and at most 1,024 characters", async () => {
    await bench.evidence.open(aRecord());
    const reason = `rolled back by jane.doe@example.com, token=hunter2secret \u001b[31m${"x".repeat(3000)}`;
    await receive(aDeploymentEvent({ reason }));
    const [signal] = await kept();

    expect(signal?.reason).toMatch(/^rolled back by \[e-mail\], token=\[secret\] x+$/);
    expect(signal?.reason?.length).toBeLessThanOrEqual(1024);
  });

  it.each([
    { what: "its own", updatedAt: "2026-03-01T10:00:05Z", time: "2026-03-01T10:00:09Z", expected: at(5) },
    { what: "its envelope's", updatedAt: "soon", time: "2026-03-01T10:00:09Z", expected: at(9) },
    { what: "that of its receipt", updatedAt: "soon", time: "", expected: at(300) },
  ])("with $what time", async ({ updatedAt, time, expected }) => {
    await bench.evidence.open(aRecord());
    await receive(aDeploymentEvent({ updatedAt }, { time }));

    expect(await kept()).toMatchObject([{ at: expected }]);
  });
});

it("a task's event is no signal: the register has its times", async () => {
  await bench.evidence.open(aRecord());
  await receive(aTaskEvent());

  expect(await kept()).toEqual([]);
});
