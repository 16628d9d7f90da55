import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { evidenceStore } from "../../../shared/aws/evidence-store.ts";
import { registrations } from "../../../shared/aws/registrations.ts";
import { signalLog } from "../../../shared/aws/signal-log.ts";
import { signals } from "../../../shared/aws/signals.ts";
import { statusRecords } from "../../../shared/aws/status-records.ts";
import { taskRegister } from "../../../shared/aws/task-register.ts";
import { aKey, aRecord } from "../../builders/a-record.ts";
import { at, olderId, serviceArn, taskDefinitionArn } from "../../builders/a-rollout.ts";
import { aRunningIntent, aStatusIntent } from "../../builders/a-status-intent.ts";
import { aTable, type EmbeddedTable } from "../../builders/a-table.ts";
import { aTask, aTaskArn } from "../../builders/a-task.ts";

const { rollout } = aKey();
let bench: EmbeddedTable;

beforeEach(async () => {
  bench = await aTable();
});

describe("signals", () => {
  it("count from zero, each rollout for itself", async () => {
    const port = signals(bench.table);

    expect(await port.count(rollout)).toBe(0);
    expect(await port.raise(rollout)).toEqual({ count: 1 });
    expect(await port.raise(rollout)).toEqual({ count: 2 });
    expect(await port.count({ serviceArn, deploymentId: olderId })).toBe(0);
  });

  it("show the token that waits, until it is forgotten", async () => {
    const port = signals(bench.table);
    await port.raise(rollout);

    expect(await port.wait(rollout, "token 1")).toBe(1);
    expect(await port.wait(rollout, "token 2")).toBe(1);
    expect(await port.raise(rollout)).toEqual({ count: 2, token: "token 2" });
    await port.forget(rollout);
    expect(await port.raise(rollout)).toEqual({ count: 3 });
  });

  it("never miss each other: whoever comes second sees the first", async () => {
    const port = signals(bench.table);
    for (let round = 0; round < 10; round++) {
      const before = await port.count(rollout);
      const [raised, counted] = await Promise.all([port.raise(rollout), port.wait(rollout, `token ${round}`)]);
      expect(raised.token === `token ${round}` || counted > before).toBe(true);
    }
  });
});

describe("the task register", () => {
  it("keeps the highest version, in whatever order and how often the versions come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
        fc.uuid(),
        async (versions, id) => {
          const register = taskRegister(bench.table);
          const own = { serviceArn: `${serviceArn}-${id}`, deploymentId: rollout.deploymentId };
          const saved: boolean[] = [];
          for (const version of versions)
            saved.push(await register.save(own, aTask({ version, stoppedReason: `v${version}` })));
          const highest = Math.max(...versions);
          expect(await register.tasks(own)).toEqual([aTask({ version: highest, stoppedReason: `v${highest}` })]);
          expect(saved).toEqual(versions.map((version, index) => version > Math.max(0, ...versions.slice(0, index))));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("takes the health of the same version, which events do not carry", async () => {
    const register = taskRegister(bench.table);
    await register.save(rollout, aTask());

    expect(await register.save(rollout, aTask())).toBe(false);
    expect(await register.save(rollout, aTask({ healthStatus: "UNHEALTHY" }))).toBe(true);
    expect(await register.save(rollout, aTask({ healthStatus: "HEALTHY", version: 2 }))).toBe(false);
    expect(await register.tasks(rollout)).toMatchObject([{ healthStatus: "UNHEALTHY" }]);
  });

  it("tells its tasks and the signal counter by one read, whatever else lies there", async () => {
    const register = taskRegister(bench.table);
    expect(await register.tasksAndSignals(rollout)).toEqual({ tasks: [], signals: 0 });
    await register.save(rollout, aTask());
    expect(await register.tasksAndSignals(rollout)).toEqual({ tasks: [aTask()], signals: 0 });
    for (const each of [rollout, rollout, { serviceArn, deploymentId: olderId }])
      await signals(bench.table).raise(each);
    await signals(bench.table).wait(rollout, "token");
    await evidenceStore(bench.table).open(aRecord());
    const event = { id: "e1", name: "SERVICE_DEPLOYMENT_IN_PROGRESS", at: at(0), receivedAt: at(1) };
    await signalLog(bench.table).keep(rollout, event);

    expect(await register.tasksAndSignals(rollout)).toEqual({ tasks: [aTask()], signals: 2 });
  });

  it("keeps the tasks of each rollout apart", async () => {
    const register = taskRegister(bench.table);
    await register.save(rollout, aTask());
    await register.save(rollout, aTask({}, "t2"));
    await register.save({ serviceArn, deploymentId: olderId }, aTask({}, "old"));

    expect((await register.tasks(rollout)).map(({ taskArn }) => taskArn)).toEqual([aTaskArn("t1"), aTaskArn("t2")]);
  });
});

describe("registrations", () => {
  it("answer with the last word on a task definition of a service", async () => {
    const port = registrations(bench.table);
    await port.register(serviceArn, taskDefinitionArn, { id: "v1", source: "registration" }, at(1));
    await port.register(serviceArn, taskDefinitionArn, { id: "v2", source: "registration" }, at(2));

    expect(await port.find(serviceArn, taskDefinitionArn)).toEqual({ id: "v2", source: "registration" });
    expect(await port.find(serviceArn, `${taskDefinitionArn}3`)).toBeUndefined();
    expect(await port.find(`${serviceArn}2`, taskDefinitionArn)).toBeUndefined();
  });
});

describe("status records", () => {
  const first = { revision: 1, desired: aRunningIntent() };
  const second = { revision: 2, desired: aStatusIntent(), pipelineId: "9" };

  it("are saved only by who has seen the last one", async () => {
    const port = statusRecords(bench.table, bench.clock);
    expect(await port.load("key")).toBeUndefined();

    expect(await port.save("key", second, first)).toBe(false);
    expect(await port.save("key", first, undefined)).toBe(true);
    expect(await port.save("key", first, undefined)).toBe(false);
    expect(await port.save("key", second, first)).toBe(true);
    expect(await port.save("key", second, first)).toBe(false);
    expect(await port.load("key")).toEqual(second);
  });

  it("are leased to one owner at a time, until it gives the lease back or its time is over", async () => {
    const port = statusRecords(bench.table, bench.clock);

    expect(await port.lock("group", "me", 30)).toBe(true);
    expect(await port.lock("group", "me", 30)).toBe(true);
    expect(await port.lock("group", "other", 30)).toBe(false);
    await port.unlock("group", "other");
    expect(await port.lock("group", "other", 30)).toBe(false);
    await port.unlock("group", "me");
    expect(await port.lock("group", "other", 30)).toBe(true);
    bench.clock.pass(30);
    expect(await port.lock("group", "me", 30)).toBe(false);
    bench.clock.pass(0.001);
    expect(await port.lock("group", "me", 30)).toBe(true);
  });

  it("are leased to exactly one of twenty", async () => {
    const port = statusRecords(bench.table, bench.clock);
    const got = await Promise.all(Array.from({ length: 20 }, (_, n) => port.lock("group", `owner ${n}`, 30)));

    expect(got.filter(Boolean)).toHaveLength(1);
  });
});
