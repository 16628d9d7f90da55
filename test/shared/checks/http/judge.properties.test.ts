import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeHttp } from "../../../../shared/checks/http/judge.ts";
import { isDown, type Probe } from "../../../../shared/domain/probe.ts";
import { anAddress, anUnansweredProbe, aProbe } from "../../../builders/a-probe.ts";
import { at } from "../../../builders/a-rollout.ts";
import { anHttp } from "../../../builders/checks.ts";

interface Case {
  readonly probes: readonly Probe[];
  readonly check: ReturnType<typeof anHttp>;
  readonly completed: number | undefined;
  readonly isFirst: boolean;
  readonly now: number;
}

const other = "https://pay.example.com/health";

/** Mostly good answers, so that many cases pass. */
const outcome = fc.oneof(
  { weight: 40, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ status: 503 }, { status: 404 }, { milliseconds: 2001 }, "silent" as const),
  },
);

/** Probes at about each step, some missing, some twice, some at the same moment. */
const probesOf = (url: string) =>
  fc
    .array(fc.record({ gap: fc.constantFrom(0, 0.02, 2, 5, 5, 5, 5, 5.1, 5.4, 26), outcome }), { maxLength: 40 })
    .map((steps) => {
      let second = 0;
      return steps.map((step) => {
        second += step.gap;
        return step.outcome === "silent"
          ? anUnansweredProbe(second, { url })
          : aProbe(second, { url, ...step.outcome });
      });
    });

const cases: fc.Arbitrary<Case> = fc
  .record({
    sent: fc.tuple(probesOf(anAddress), probesOf(other)),
    isTwo: fc.boolean(),
    completed: fc.option(fc.nat({ max: 60 }), { nil: undefined }),
    isFirst: fc.boolean(),
    now: fc.constantFrom(60, 200, 2000),
    maxDowntime: fc.constantFrom(undefined, "1s", "5s", "12s"),
    wanted: fc.constantFrom("10s", "30s", "1m"),
  })
  .map(({ sent: [own, others], isTwo, maxDowntime, wanted, ...rest }) => ({
    ...rest,
    probes: isTwo ? [...own, ...others] : own,
    check: anHttp({ url: isTwo ? [anAddress, other] : anAddress, for: wanted, ...(maxDowntime && { maxDowntime }) }),
  }));

function judged({ probes, check, completed, isFirst, now }: Case) {
  const completedAt = completed === undefined ? undefined : at(completed);
  return judgeHttp(check, { probes, startedAt: at(0), completedAt, isFirst }, at(now));
}

/** Seconds for which probes stand, found by another way than the judge's: the time that their steps cover. */
function covered(probes: readonly Probe[]): number {
  const starts = probes.map(({ at: sent }) => Date.parse(sent)).sort((one, next) => one - next);
  let end = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const start of starts) {
    sum += start + 5000 - Math.max(start, end);
    end = start + 5000;
  }
  return sum / 1000;
}

describe("a finding on endpoints", () => {
  it("is never a pass with downtime above the limit, and without an answer from each address for the whole time", () => {
    let passes = 0;
    fc.assert(
      fc.property(cases, (given) => {
        if (judged(given).status !== "passed") return;
        passes += 1;
        for (const url of given.check.url) {
          const own = given.probes.filter((probe) => probe.url === url);
          const after = own.filter((probe) => given.completed !== undefined && probe.at >= at(given.completed));
          const down = after.filter((probe) => isDown(probe, 2000));
          expect(covered(after)).toBeGreaterThanOrEqual(given.check.for);
          expect(own.some(({ status }) => status !== undefined)).toBe(true);
          if (given.check.maxDowntime === undefined) expect(down).toEqual([]);
          const downtime = covered(after) - covered(after.filter((probe) => !down.includes(probe)));
          // Sums of fractions of a second.
          expect(downtime - (given.check.maxDowntime ?? 0)).toBeLessThan(0.001);
        }
      }),
      { numRuns: 1000 },
    );
    expect(passes).toBeGreaterThan(50);
  });

  it("is the same in whatever order the probes were kept", () => {
    const orders = cases.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray([...given.probes], { minLength: given.probes.length })),
    );
    fc.assert(
      fc.property(orders, ([given, probes]) => {
        expect(judged({ ...given, probes })).toEqual(judged(given));
      }),
    );
  });

  it("is neither passed nor failed when no address ever answered", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const probes = given.probes.map(({ status: _, ...probe }) => ({ ...probe, error: "timeout" }));

        expect(["pending", "inconclusive"]).toContain(judged({ ...given, probes }).status);
      }),
    );
  });

  it("is settled at its deadline, and looks again while it is pending", () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { status, deadline, lookAgainAt, at: now } = judged(given);

        expect(lookAgainAt !== undefined).toBe(status === "pending");
        expect(deadline === undefined || deadline > now).toBe(true);
        if (given.completed !== undefined && given.now === 2000) expect(status).not.toBe("pending");
      }),
    );
  });
});
