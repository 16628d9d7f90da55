import { beforeEach, describe, expect, it } from "vitest";
import { isDown, secondsIn, stepsOf } from "../../../shared/domain/probe.ts";
import { ValidatorError } from "../../../shared/errors.ts";
import { at } from "../../builders/a-rollout.ts";
import { aJumpingClock } from "../../builders/gitlab-bench.ts";
import { aProbeBench, secondOf } from "../../builders/probe-bench.ts";

type Bench = Awaited<ReturnType<typeof aProbeBench>>;

const down = { status: 503, milliseconds: 40 };
const downFrom = (from: number) => (second: number) => (second >= from ? down : undefined);
let bench: Bench;

beforeEach(async () => {
  bench = await aProbeBench({});
});

function signalsSoFar(): Promise<number> {
  return bench.signals.count(bench.validation.rollout);
}

/** Puts probes into the evidence, as earlier looks have. */
async function askedBefore(seconds: readonly number[]): Promise<void> {
  for (const second of seconds) await bench.look({ second, mayStay: false });
}

const everyStep = (first: number, last: number) =>
  Array.from({ length: (last - first) / 5 + 1 }, (_, index) => first + index * 5);

describe("when its evidence cannot be kept", () => {
  it("a look fails with that error and finds nothing, so that nothing is judged by what nobody can look up", async () => {
    const addMeasurement = () => Promise.reject(new ValidatorError("DependencyUnavailable", "gone"));

    await expect(
      bench.look({ second: 10, answers: () => down, ports: { evidence: { ...bench.evidence, addMeasurement } } }),
    ).rejects.toMatchObject({ name: "DependencyUnavailable" });
    expect(await signalsSoFar()).toBe(0);
  });

  it("the probes before it stand", async () => {
    let writes = 0;
    const addMeasurement: Bench["evidence"]["addMeasurement"] = (...kept) =>
      ++writes > 2
        ? Promise.reject(new ValidatorError("DependencyUnavailable", "gone"))
        : bench.evidence.addMeasurement(...kept);
    await expect(
      bench.look({ second: 10, ports: { evidence: { ...bench.evidence, addMeasurement } } }),
    ).rejects.toMatchObject({ name: "DependencyUnavailable" });

    expect((await bench.probes()).map((probe) => secondOf(probe.at))).toEqual([10, 15]);
  });
});

describe("after a signal", () => {
  it("one probe is sent, and kept at once", async () => {
    const { findings, seconds, second } = await bench.look({ second: 10, mayStay: false });

    expect(seconds).toEqual([10]);
    expect(second).toBe(10);
    expect(findings).toMatchObject([{ status: "pending", facts: { probes: 1 }, lookAgainAt: at(15) }]);
    expect(await bench.probes()).toMatchObject([{ at: at(10), status: 200 }]);
  });

  it("none is sent while the last one is younger than 5 s", async () => {
    await askedBefore([10]);

    expect((await bench.look({ second: 14.9, mayStay: false })).seconds).toEqual([]);
    expect((await bench.look({ second: 15, mayStay: false })).seconds).toEqual([15]);
  });
});

describe("after a wait that no signal ended", () => {
  it("an endpoint is asked every 5 s, and the last time within 26 s", async () => {
    const { findings, seconds, second } = await bench.look({ second: 10 });

    expect(seconds).toEqual([10, 15, 20, 25, 30, 35]);
    expect(second).toBe(35);
    expect(findings).toMatchObject([{ status: "pending", facts: { probes: 6 } }]);
    expect(await bench.probes()).toHaveLength(6);
  });

  it("signals that were there before the look end no stay", async () => {
    for (let count = 0; count < 3; count += 1) await bench.signals.raise(bench.validation.rollout);

    expect((await bench.look({ second: 10 })).seconds).toEqual([10, 15, 20, 25, 30, 35]);
  });

  it("it is asked when the last probe of another look is 5 s old", async () => {
    await askedBefore([8]);

    expect((await bench.look({ second: 10 })).seconds).toEqual([13, 18, 23, 28, 33]);
  });

  it("no probe begins after the stay, however long its answer may take", async () => {
    bench = await aProbeBench({ timeout: "4s" });
    await askedBefore([6.9]);

    expect((await bench.look({ second: 10 })).seconds).toEqual([11.9, 16.9, 21.9, 26.9, 31.9]);
    await askedBefore([50.1]);
    expect((await bench.look({ second: 53 })).seconds).toEqual([55.1, 60.1, 65.1, 70.1, 75.1]);
  });

  it("a signal ends the stay, and the probes of it stand", async () => {
    let asked = 0;
    const signals = { ...bench.signals, count: async () => (++asked > 4 ? 1 : 0) };
    const { findings, seconds, second } = await bench.look({ second: 10, ports: { signals } });

    expect(seconds).toEqual([10, 15]);
    expect(second).toBe(19);
    expect(findings).toMatchObject([{ status: "pending", facts: { probes: 2 } }]);
    expect(await bench.probes()).toHaveLength(2);
  });

  it("a signal that came while the look began ends it after one probe", async () => {
    const signals = { ...bench.signals, count: async () => 7 };

    expect((await bench.look({ second: 10, ports: { signals } })).seconds).toEqual([10]);
  });
});

describe("what is settled", () => {
  it("is signalled at once, so that nobody else stays on for it", async () => {
    const { findings, seconds } = await bench.look({ second: 10, answers: downFrom(20) });

    expect(findings).toMatchObject([{ status: "failed", reason: expect.stringContaining("at 10:00:20 UTC") }]);
    expect(seconds).toEqual([10, 15, 20]);
    expect(await signalsSoFar()).toBe(1);
  });

  it("is signalled after a signal as well", async () => {
    await askedBefore([5]);
    await bench.look({ second: 10, mayStay: false, answers: () => down });

    expect(await signalsSoFar()).toBe(1);
  });

  it("is not asked again, and not signalled again once it is kept", async () => {
    await askedBefore([5]);
    const failed = await bench.look({ second: 10, answers: () => down });
    await bench.evidence.saveFindings(bench.validation, failed.findings);
    const { findings, seconds, second } = await bench.look({ second: 60 });

    expect(findings).toMatchObject([{ status: "failed", reason: failed.findings[0]?.reason }]);
    expect({ seconds, second }).toEqual({ seconds: [], second: 60 });
    expect(await signalsSoFar()).toBe(1);
  });

  it("by the time alone is signalled too, though nothing is asked for it", async () => {
    await askedBefore(everyStep(0, 100));
    await bench.complete(100);
    const { findings, seconds } = await bench.look({ second: 400 });

    expect(findings).toMatchObject([{ status: "inconclusive" }]);
    expect(seconds).toEqual([]);
    expect(await signalsSoFar()).toBe(1);
  });

  it("is passed by the probe that makes the time after the rollout full", async () => {
    await askedBefore(everyStep(0, 150));
    await bench.complete(100);
    const { findings, seconds } = await bench.look({ second: 151 });

    expect(findings).toMatchObject([{ status: "passed", reason: "33 probes, at most 5s apart: none found it down" }]);
    expect(seconds).toEqual([155, 160]);
    expect(await signalsSoFar()).toBe(1);
  });
});

describe("a second invocation at the same time", () => {
  it("counts no time twice", async () => {
    bench = await aProbeBench({ maxDowntime: "1m" });
    const { kept } = bench.evidence;
    const nothing = await kept(bench.validation);
    const unaware = { ...bench.evidence, kept: async () => nothing };
    const twice = [10, 11.5].map((second) =>
      bench.look({ second, answers: () => down, clock: aJumpingClock(at(second)), ports: { evidence: unaware } }),
    );
    await Promise.all(twice);
    const steps = stepsOf(await bench.probes());

    expect(steps).toHaveLength(12);
    expect(secondsIn(steps.filter((step) => isDown(step, 2000)))).toBe(31.5);
    expect((await bench.look({ second: 37, mayStay: false })).findings).toMatchObject([
      { status: "pending", facts: { probes: 12, downtimeSeconds: 31.5 } },
    ]);
  });

  it("at the very same moment keeps one of its probes, and fails by neither of two good ones", async () => {
    await Promise.all([10, 10].map((second) => bench.look({ second, mayStay: false })));

    expect(await bench.probes()).toHaveLength(1);
  });
});
