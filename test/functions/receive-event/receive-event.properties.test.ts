import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { awaitSignal } from "../../../functions/await-signal/await-signal.ts";
import { receiveEvent } from "../../../functions/receive-event/receive-event.ts";
import { executionName } from "../../../shared/domain/execution-name.ts";
import type { EcsEvent } from "../../../shared/schema/events.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { account, at } from "../../builders/a-rollout.ts";
import { aTaskArn } from "../../builders/a-task.ts";
import { aDeploymentEvent, aTaskEvent } from "../../builders/events.ts";
import { aFunctionBench, aWorkflow } from "../../builders/function-bench.ts";

const validation = aKey();
const { rollout } = validation;

/** The life of two tasks and of the rollout, as ECS tells it in order. */
const story: readonly EcsEvent[] = [
  aDeploymentEvent({ updatedAt: at(0) }, { id: "e1" }),
  ...["t1", "t2"].flatMap((id) => [
    aTaskEvent({ taskArn: aTaskArn(id), version: 1, lastStatus: "PROVISIONING" }),
    aTaskEvent({ taskArn: aTaskArn(id), version: 2, lastStatus: "RUNNING" }),
    aTaskEvent({
      taskArn: aTaskArn(id),
      version: 3,
      lastStatus: "STOPPED",
      desiredStatus: "STOPPED",
      stopCode: "EssentialContainerExited",
    }),
  ]),
  aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_FAILED", updatedAt: at(50) }, { id: "e2" }),
  aDeploymentEvent({ eventName: "SERVICE_DEPLOYMENT_COMPLETED", updatedAt: at(60) }, { id: "e3" }),
];

/** Every event one to five times, in any order. */
const delivered = fc
  .tuple(
    ...story.map((event) => fc.integer({ min: 1, max: 5 }).map((times) => Array.from({ length: times }, () => event))),
  )
  .map((copies) => copies.flat())
  .chain((events) => fc.shuffledSubarray(events, { minLength: events.length }));

describe("the events of one rollout, however often and in whatever order they come", () => {
  it("start one validation and leave the same tasks and signals", async () => {
    await fc.assert(
      fc.asyncProperty(delivered, async (events) => {
        const bench = await aFunctionBench();
        const workflow = aWorkflow();
        const receive = receiveEvent({ ...bench, workflow, account });
        for (const event of events) await receive(event);

        expect(workflow.started).toEqual([executionName(rollout)]);
        expect(await bench.register.tasks(rollout)).toMatchObject([
          { taskArn: aTaskArn("t1"), version: 3, lastStatus: "STOPPED" },
          { taskArn: aTaskArn("t2"), version: 3, lastStatus: "STOPPED" },
        ]);
        expect(await bench.signals.count(rollout)).toBeGreaterThanOrEqual(4);
        await bench.evidence.open(aRecord());
        const [found] = (await bench.evidence.dossier(validation.releaseId))?.rollouts ?? [];
        expect(found?.signals.map(({ id }) => id)).toEqual(["e1", "e2", "e3"]);
      }),
      { numRuns: 15 },
    );
  });

  it("start one validation also when they come at the same time", async () => {
    const bench = await aFunctionBench();
    const workflow = aWorkflow();
    const receive = receiveEvent({ ...bench, workflow, account });
    await Promise.all([...story, ...story, ...story].map(receive));

    expect(workflow.started).toHaveLength(1);
    expect(await bench.register.tasks(rollout)).toMatchObject([{ version: 3 }, { version: 3 }]);
  });

  it("never leave a validation waiting that began to wait at the same time", async () => {
    const bench = await aFunctionBench();
    const workflow = aWorkflow();
    const receive = receiveEvent({ ...bench, workflow, account });
    const wait = awaitSignal({ signals: bench.signals, workflow });
    for (let round = 0; round < 20; round++) {
      const seen = await bench.signals.count(rollout);
      const token = `token ${round}`;
      await Promise.all([wait({ validation, signals: seen, token }), receive(aDeploymentEvent())]);
      expect(workflow.woken.some(([woken]) => woken === token)).toBe(true);
    }
  });
});
