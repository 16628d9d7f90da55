import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetricPoint, type MetricReading, pointsBesides, readingText } from "../../../shared/domain/readings.ts";
import { aMetricReading, aTargetReading } from "../../builders/a-reading.ts";
import { at, start } from "../../builders/a-rollout.ts";

function told(over: Partial<MetricReading>): string {
  return readingText(aMetricReading(over), start);
}

const points = (...values: readonly (readonly [second: number, value: number])[]): readonly MetricPoint[] =>
  values.map(([second, value]) => ({ at: at(second), value }));

describe("a reading in words", () => {
  it("says why it could not be taken", () => {
    expect(told({ points: [], problem: "CloudWatch answered Forbidden" })).toBe(
      "could not be read: CloudWatch answered Forbidden",
    );
  });

  it("says that nothing was published, which is no zero", () => {
    expect(told({ points: [] })).toBe(
      "nothing published from the rollout's start to the verdict (1m30s); nothing published in the 30m before",
    );
  });

  it("adds up a sum, and the time before for itself", () => {
    expect(told({ points: points([-120, 1], [0, 3], [60, 4]) })).toBe(
      "7 from the rollout's start to the verdict (1m30s); 1 in the 30m before",
    );
  });

  it.each(["Average", "Maximum", "Minimum", "p95"])(
    "says from where to where a %s went, and its last point",
    (statistic) => {
      expect(told({ statistic, points: points([-60, 180], [0, 231.456], [60, 190]) })).toBe(
        "190 to 231.5, last 190 from the rollout's start to the verdict (1m30s); 180 in the 30m before",
      );
    },
  );

  it("claims no time for the rollout that a longer period has from before it", () => {
    expect(told({ periodSeconds: 3600, beforeSeconds: 7200, points: points([-3000, 40]) })).toBe(
      "40 in the periods of 1h that hold the rollout (1m30s); nothing published in the 2h before",
    );
  });

  it("counts a period in which the rollout began to the rollout", () => {
    const reading = aMetricReading({ periodSeconds: 3600, points: points([-3600, 1], [-3599, 2]) });
    expect(pointsBesides(reading, start)).toEqual({ before: points([-3600, 1]), since: points([-3599, 2]) });
  });

  it("loses no point and counts none twice", () => {
    const second = fc.integer({ min: -3600, max: 600 });
    const period = fc.constantFrom(60, 300, 3600, 21_600);
    fc.assert(
      fc.property(fc.array(second), period, (seconds, periodSeconds) => {
        const all = points(...seconds.map((each) => [each, 1] as const));
        const { before, since } = pointsBesides(aMetricReading({ periodSeconds, points: all }), start);
        expect([...before, ...since]).toHaveLength(all.length);
        expect(before.every((point) => point.at < start)).toBe(true);
      }),
    );
  });

  it("says how many targets take requests, and what the others do", () => {
    const targets = [
      { target: "10.0.1.10:8080", state: "healthy" },
      { target: "10.0.1.11:8080", state: "unhealthy", reason: "Target.FailedHealthChecks" },
      { target: "10.0.1.12:8080", state: "initial" },
    ];
    expect(readingText(aTargetReading({ targets }), start)).toBe(
      "1 of 3 targets healthy; 10.0.1.11:8080 unhealthy (Target.FailedHealthChecks), 10.0.1.12:8080 initial",
    );
  });

  it("counts targets beyond the third that takes none", () => {
    const targets = [1, 2, 3, 4, 5].map((number) => ({ target: `t${number}`, state: "draining" }));
    expect(readingText(aTargetReading({ targets }), start)).toBe(
      "0 of 5 targets healthy; t1 draining, t2 draining, t3 draining, 2 more",
    );
  });

  it("says that no target is registered", () => {
    expect(readingText(aTargetReading({ targets: [] }), start)).toBe("no target is registered");
  });
});
