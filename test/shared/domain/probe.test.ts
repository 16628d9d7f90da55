import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDown, type Probe, probeStepSeconds, secondsIn, stepsOf } from "../../../shared/domain/probe.ts";
import { secondsBetween } from "../../../shared/domain/time.ts";
import { anUnansweredProbe, aProbe } from "../../builders/a-probe.ts";

const timeout = 2000;

function downtimeOf(probes: readonly Probe[]): number {
  return secondsIn(stepsOf(probes).filter((step) => isDown(step, timeout)));
}

describe("an endpoint is down", () => {
  it.each([
    ["without an answer", anUnansweredProbe(0)],
    ["without an answer in time", anUnansweredProbe(0, { error: "timeout", milliseconds: 2000 })],
    ["with 503", aProbe(0, { status: 503 })],
    ["with 400, the least of the bad ones", aProbe(0, { status: 400 })],
    ["with a good answer that comes a millisecond late", aProbe(0, { milliseconds: 2001 })],
  ])("%s", (_, probe) => {
    expect(isDown(probe, timeout)).toBe(true);
  });

  it.each([
    ["with 200", aProbe(0)],
    ["with 399, the greatest of the good ones", aProbe(0, { status: 399 })],
    ["with an answer at the last moment", aProbe(0, { milliseconds: 2000 })],
  ])("never %s", (_, probe) => {
    expect(isDown(probe, timeout)).toBe(false);
  });
});

describe("a probe stands for", () => {
  const secondsOf = (...seconds: readonly number[]) =>
    stepsOf(seconds.map((second) => aProbe(second))).map((step) => step.seconds);

  it.each([
    ["nothing where there is none", [], []],
    ["one step when it is alone", [0], [5]],
    ["one step before one that comes in time", [0, 5, 10], [5, 5, 5]],
    ["less before one that comes early, as when a function is invoked twice", [0, 2, 5], [2, 3, 5]],
    ["one step before a gap in which nobody looked", [0, 60], [5, 5]],
  ])("%s", (_, seconds, stands) => {
    expect(secondsOf(...seconds)).toEqual(stands);
  });

  it("the same time when it is handed in late", () => {
    expect(stepsOf([aProbe(5), aProbe(0)])).toEqual(stepsOf([aProbe(0), aProbe(5)]));
  });
});

describe("downtime", () => {
  it("is the sum of the steps that were down", () => {
    expect(downtimeOf([aProbe(0), aProbe(5, { status: 503 }), anUnansweredProbe(10), aProbe(15)])).toBe(10);
  });

  it("is not lost when it is shorter than a tenth of a second", () => {
    expect(downtimeOf([aProbe(0), aProbe(5, { status: 503 }), aProbe(5.03)])).toBe(0.03);
  });

  it("is that of the bad one of two probes at the same moment, whichever was kept first", () => {
    const [bad, good] = [aProbe(0, { status: 503, milliseconds: 1 }), aProbe(0)];

    expect([downtimeOf([bad, good]), downtimeOf([good, bad])]).toEqual([5, 5]);
  });

  it("is free of the noise of sums", () => {
    expect(downtimeOf([0, 0.1, 0.3, 5.1].map((second) => aProbe(second, { status: 500 })))).toBe(10.1);
  });
});

const anyProbe = fc
  .record({
    second: fc.oneof(
      fc.nat({ max: 40 }),
      fc.nat({ max: 40_000 }).map((thousandths) => thousandths / 1000),
    ),
    status: fc.option(fc.constantFrom(200, 301, 404, 503), { nil: undefined }),
    milliseconds: fc.constantFrom(1, 40, 2000, 2001, 3999),
  })
  .map(({ second, status, milliseconds }) =>
    status === undefined ? anUnansweredProbe(second, { milliseconds }) : aProbe(second, { status, milliseconds }),
  );
const anyProbes = fc.array(anyProbe, { maxLength: 12 });

describe("however probes come", () => {
  it("the same probe twice adds no time", () => {
    fc.assert(
      fc.property(anyProbes, fc.array(fc.nat({ max: 11 })), (probes, again) => {
        const copies = again.flatMap((index) => probes[index] ?? []);

        expect(downtimeOf([...probes, ...copies])).toBe(downtimeOf(probes));
        expect(secondsIn(stepsOf([...probes, ...copies]))).toBe(secondsIn(stepsOf(probes)));
      }),
    );
  });

  it("their order changes nothing", () => {
    const orders = anyProbes.chain((probes) =>
      fc.tuple(
        fc.constant(probes),
        fc.shuffledSubarray([...probes.keys()], { minLength: probes.length, maxLength: probes.length }),
      ),
    );
    fc.assert(
      fc.property(orders, ([probes, order]) => {
        expect(stepsOf(order.flatMap((index) => probes[index] ?? []))).toEqual(stepsOf(probes));
      }),
    );
  });

  it("downtime is at most the time from the first to the end of the last one's step, and of each one's step", () => {
    fc.assert(
      fc.property(anyProbes, (probes) => {
        const steps = stepsOf(probes);
        const [first, last] = [steps[0], steps.at(-1)];
        const span = first && last ? secondsBetween(first.at, last.at) + probeStepSeconds : 0;
        const down = probes.filter((probe) => isDown(probe, timeout));

        expect(downtimeOf(probes)).toBeLessThanOrEqual(span + 0.0005);
        expect(downtimeOf(probes)).toBeLessThanOrEqual(down.length * probeStepSeconds);
        expect(downtimeOf(probes) > 0).toBe(down.length > 0);
      }),
    );
  });
});
