import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { startVirtualClock, type VirtualClock } from "../../../local/clock/virtual-clock.ts";

const start = new Date("2026-03-01T10:00:00.000Z");
const real = { setTimeout, clearTimeout, setInterval, clearInterval, Date, random: Math.random };
let running: VirtualClock | undefined;

function aClock(pace?: number): VirtualClock {
  running = startVirtualClock(pace === undefined ? { start } : { start, pace });
  return running;
}

afterEach(() => {
  running?.stop();
});

const never = (): boolean => false;

describe("a virtual clock that is in trouble", () => {
  it("rejects when nothing is scheduled and the end is not reached", async () => {
    await expect(aClock().run(never, 60)).rejects.toThrow("Nothing is scheduled any more");
  });

  it("rejects at its limit, which is virtual", async () => {
    const clock = aClock();
    setInterval(() => {}, 1000);

    await expect(clock.run(never, 60)).rejects.toThrow("not at its end after 60 virtual seconds");
    expect(clock.elapsedSeconds()).toBe(60);
  });

  it("hands on the error of an action, whether thrown or rejected", async () => {
    const clock = aClock();
    clock.at(1, () => {
      throw new Error("thrown");
    });
    clock.at(2, async () => {
      await clock.clock.sleep(500);
      throw new Error("rejected");
    });

    await expect(clock.run(never, 60)).rejects.toThrow("thrown");
    await expect(clock.run(never, 60)).rejects.toThrow("rejected");
    expect(clock.elapsedSeconds()).toBe(2.5);
  });

  it("refuses a second simulation in the same process", () => {
    aClock();

    expect(() => startVirtualClock({ start })).toThrow();
  });

  it("gives the real globals back, once", () => {
    const clock = aClock();
    expect(setTimeout).not.toBe(real.setTimeout);

    clock.stop();
    clock.stop();

    expect({ setTimeout, clearTimeout, setInterval, clearInterval, Date, random: Math.random }).toEqual(real);
  });
});

describe("virtual time", () => {
  it("is exact to the millisecond and in order", async () => {
    const clock = aClock();
    const seen: string[] = [];
    setTimeout(() => seen.push(`timer ${clock.clock.now()}`), 10_000);
    setTimeout(() => seen.push(`first ${clock.clock.now()}`), 9_999);
    clock.at(10, () => void seen.push(`action ${new Date().toISOString()}`));
    clock.at(600, () => {});

    await clock.run(() => seen.length === 3, 3600);

    expect(seen).toEqual([
      "first 2026-03-01T10:00:09.999Z",
      "timer 2026-03-01T10:00:10.000Z",
      "action 2026-03-01T10:00:10.000Z",
    ]);
    expect(clock.elapsedSeconds()).toBe(10);
  });

  it("stands still while files are read and chains of promises and immediates run", async () => {
    const clock = aClock();
    const seen: number[] = [];
    clock.at(1, async () => {
      await readFile(import.meta.filename);
      for (let hop = 0; hop < 200; hop += 1)
        await (hop % 2 === 0 ? Promise.resolve() : new Promise((resolve) => setImmediate(resolve)));
      seen.push(clock.elapsedSeconds());
    });
    clock.at(2, () => void seen.push(clock.elapsedSeconds()));

    await clock.run(() => seen.length === 2, 60);

    expect(seen).toEqual([1, 2]);
  });

  it("stands still while work that it cannot see is done", async () => {
    const clock = aClock();
    const seen: number[] = [];
    clock.at(1, () =>
      clock.work(async () => {
        await new Promise((resolve) => real.setTimeout(resolve, 30));
        seen.push(clock.elapsedSeconds());
      }),
    );
    clock.at(2, () => void seen.push(clock.elapsedSeconds()));

    await clock.run(() => seen.length === 2, 60);

    expect(seen).toEqual([1, 2]);
  });

  it("passes an hour of polling without waiting for it", async () => {
    const clock = aClock();
    let polls = 0;
    const poll = async (): Promise<void> => {
      for (; polls < 3600; polls += 1) await clock.clock.sleep(1000);
    };
    void poll();

    await clock.run(() => polls === 3600, 4000);

    expect(clock.elapsedSeconds()).toBe(3600);
  });

  it("can clear a timer that was set before it", async () => {
    let fired = false;
    const before = setTimeout(() => {
      fired = true;
    }, 5);
    aClock();

    clearTimeout(before);

    await new Promise((resolve) => real.setTimeout(resolve, 20));
    expect(fired).toBe(false);
  });

  it("keeps a date made before it a date", () => {
    aClock();

    expect(start).toBeInstanceOf(Date);
  });
});

describe("a pace", () => {
  it("lets virtual time pass that much faster than real time, in small steps", async () => {
    const clock = aClock(20);
    const since = performance.now();
    const seen: number[] = [];
    const watch = setInterval(() => seen.push(clock.elapsedSeconds()), 500);
    clock.at(4, () => clearInterval(watch));

    await clock.run(() => clock.elapsedSeconds() >= 4, 60);

    expect(performance.now() - since).toBeGreaterThan(190);
    expect(seen.slice(0, 7)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5]);
  });

  it("lets time pass although nothing is scheduled", async () => {
    const clock = aClock(100);

    await clock.run(() => clock.elapsedSeconds() >= 3, 60);

    expect(clock.elapsedSeconds()).toBeGreaterThanOrEqual(3);
  });
});
