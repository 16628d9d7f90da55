import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";
import type { Delivery } from "../../../local/events/delivery.ts";
import { type EventEnvelope, envelope } from "../../../local/events/envelope.ts";
import { createEventBus } from "../../../local/events/event-bus.ts";
import { seededRandom } from "../../../local/server/seeded-random.ts";

const start = "2026-03-01T10:00:00.000Z";
let time: VirtualClock;
beforeEach(() => {
  time = startVirtualClock({ start: new Date(start) });
});
afterEach(() => time.stop());

function anEvent(id: string, lastStatus = "RUNNING"): EventEnvelope {
  return envelope(
    id,
    { account: "111122223333", region: "us-west-2" },
    { source: "aws.ecs", detailType: "ECS Task State Change", at: start, resources: [], detail: { lastStatus } },
  );
}

function aBus(delivery: Delivery, target?: (event: EventEnvelope) => Promise<void>, retries?: number) {
  const arrived: { id: string; at: number }[] = [];
  const bus = createEventBus({
    rules: [
      {
        name: "tasks",
        pattern: { source: ["aws.ecs"] },
        target: target ?? (async ({ id }) => void arrived.push({ id, at: time.elapsedSeconds() })),
      },
    ],
    delivery,
    random: seededRandom(1),
    ...(retries === undefined ? {} : { retries }),
  });
  const drained = () => time.run(() => bus.pending() === 0, 90_000);
  return { bus, arrived, drained };
}

describe("the event bus", () => {
  it("keeps an event as a dead letter when its target never takes it", async () => {
    let tries = 0;
    const { bus, drained } = aBus(
      {},
      async () => {
        tries += 1;
        throw Object.assign(new Error("no"), { name: "TooManyRequestsException" });
      },
      3,
    );
    bus.put(anEvent("a"));
    await drained();
    expect(tries).toBe(4);
    expect(bus.deadLetters).toMatchObject([{ rule: "tasks", event: { id: "a" }, error: "TooManyRequestsException" }]);
    expect(time.elapsedSeconds()).toBeGreaterThan(3);
  });

  it("gives up after a day even with tries left", async () => {
    const { bus, drained } = aBus({}, () => Promise.reject(new Error("no")), 1_000_000);
    bus.put(anEvent("a"));
    await drained();
    expect(bus.deadLetters).toHaveLength(1);
    expect(time.elapsedSeconds()).toBeGreaterThan(86_400);
    expect(time.elapsedSeconds()).toBeLessThan(86_400 + 301);
  });

  it("delivers nothing that no rule asks for", async () => {
    const { bus, arrived, drained } = aBus({});
    bus.put({ ...anEvent("a"), source: "aws.ec2" });
    await drained();
    expect(arrived).toEqual([]);
    expect(bus.events).toHaveLength(1);
  });

  it("delivers half a second later unless told", async () => {
    const { bus, arrived, drained } = aBus({});
    bus.put(anEvent("a"));
    await drained();
    expect(arrived).toEqual([{ id: "a", at: 0.5 }]);
  });

  it("loses what it is told to lose", async () => {
    const { bus, arrived, drained } = aBus({ lost: [{ lastStatus: "STOPPED" }] });
    for (const [id, status] of [
      ["a", "RUNNING"],
      ["b", "STOPPED"],
    ] as const)
      bus.put(anEvent(id, status));
    await drained();
    expect(arrived.map(({ id }) => id)).toEqual(["a"]);
  });

  it("lets events overtake each other when shuffled", async () => {
    const { bus, arrived, drained } = aBus({ shuffleSeconds: 20 });
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    for (const id of ids) bus.put(anEvent(id));
    await drained();
    expect(arrived.map(({ id }) => id)).not.toEqual(ids);
    expect(arrived.map(({ id }) => id).sort()).toEqual(ids.toSorted());
  });

  it("delivers every event as often as it is told, within its time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 8 }),
        async (copies, shuffleSeconds, count) => {
          const { bus, arrived, drained } = aBus({ copies, shuffleSeconds, delaySeconds: 1 });
          const from = time.elapsedSeconds();
          for (let index = 0; index < count; index += 1) bus.put(anEvent(String(index)));
          await drained();
          expect(arrived).toHaveLength(copies * count);
          // Timers fire on whole milliseconds.
          for (const { at } of arrived) expect(at - from).toBeLessThanOrEqual(1 + shuffleSeconds + 0.001);
        },
      ),
      { numRuns: 30 },
    );
  });
});
