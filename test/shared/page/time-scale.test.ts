import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSeconds } from "../../../shared/domain/time.ts";
import { scaleOf, timeScale } from "../../../shared/page/time-scale.ts";
import { aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at, start } from "../../builders/a-rollout.ts";
import { aCrashedTask } from "../../builders/a-task.ts";

describe("a time scale", () => {
  it("keeps the order of instants, from 0 to 1, whatever lies outside", () => {
    const second = fc.integer({ min: -1000, max: 200_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), second, second, (span, one, other) => {
        const { place } = timeScale(start, at(span));
        const [first, last] = [place(at(Math.min(one, other))), place(at(Math.max(one, other)))];

        expect(first).toBeGreaterThanOrEqual(0);
        expect(first).toBeLessThanOrEqual(last);
        expect(last).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("has between 2 and 9 ticks, at the same distance, the first at its beginning, for a second as for a week", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 86_400 }), (span) => {
        const { ticks } = timeScale(start, at(span));
        const steps = new Set(ticks.slice(1).map(({ seconds }, index) => seconds - (ticks[index]?.seconds ?? 0)));

        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(9);
        expect(ticks[0]).toEqual({ seconds: 0, place: 0 });
        expect(steps.size).toBe(1);
      }),
    );
  });

  it("that would have no length has ten seconds", () => {
    expect(timeScale(start, start).to).toBe(at(10));
  });
});

describe("the scale of a rollout", () => {
  const stoppedNextDay = { tasks: [aCrashedTask({ stoppedAt: at(86_400) })] };

  it("ends a little after the verdict, whatever its tasks do on the next day", () => {
    const dossier = aDossier({ record: aRecord({ verdict: aVerdict({ at: at(200) }) }), ...stoppedNextDay });

    expect(scaleOf(dossier, at(90_000))).toMatchObject({ from: start, to: at(212) });
  });

  it("that is still validated ends when the page was read", () => {
    expect(scaleOf(aDossier({ record: aRecord() }), at(500)).to).toBe(at(500));
  });

  it("that was left without a verdict ends with what is known of it, not a year later", () => {
    const record = aRecord();
    const dossier = aDossier({ record, findings: [] });

    expect(scaleOf(dossier, addSeconds(record.deadline, 31_000_000)).to).toBe(at(70));
  });
});
