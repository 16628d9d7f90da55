import { describe, expect, it } from "vitest";
import { textOf } from "../../../shared/page/html.ts";
import { readingSection } from "../../../shared/page/reading-section.ts";
import { aMetricReading, aTargetReading } from "../../builders/a-reading.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";
import { at } from "../../builders/a-rollout.ts";

function sectionOf(over: Parameters<typeof aDossier>[0]): string | false {
  const section = readingSection(aDossier(over));
  return section && textOf(section);
}

describe("the readings on the page", () => {
  it("are not there unless the profile wants them", () => {
    expect(sectionOf({})).toBe(false);
  });

  it("are said to come while they are not taken", () => {
    const record = aRecord({ profile: aProfile({ readings: { targetHealth: true, metrics: [] } }) });
    expect(sectionOf({ record })).toContain("taken about five minutes after the verdict");
  });

  it("stand with their name, their source and their words, and a drawing for those with a course", () => {
    const points = [-60, 0, 60].map((second) => ({ at: at(second), value: second }));
    const section = sectionOf({ readings: [aTargetReading(), aMetricReading({ points })] });
    expect(section).toContain("2 of 2 targets healthy");
    expect(section).toContain("Sum of HTTPCode_Target_5XX_Count, AWS/ApplicationELB, ap-southeast-2");
    expect(section).toMatch(/<svg class="sparkline"[^>]* role="img" aria-label="ALB 5xx: 60 from the rollout/);
    expect(section?.toString().match(/<path d="(M[\d.]+ [\d.]+H[\d.]+){3}"/)).not.toBeNull();
    expect(section).toContain("no check judged them");
  });

  it("have a name of their own for each rollout, and drawings without needless digits", () => {
    const points = [180, 231, 190].map((value, index) => ({ at: at(60 * index), value }));
    const section = sectionOf({ readings: [aMetricReading({ points })] });
    expect(section).toMatch(/aria-label="Readings of [^"]+, ecs-svc\/\d+"/);
    expect(section).not.toMatch(/<path d="[^"]*\.\d\d/);
  });

  it("draw zeros at the bottom", () => {
    const points = [0, 60].map((second) => ({ at: at(second), value: 0 }));
    expect(sectionOf({ readings: [aMetricReading({ points })] })).toMatch(/<path d="M[\d.]+ 33H/);
  });

  it("stay text whatever a name or a problem holds", () => {
    const section = sectionOf({ readings: [aMetricReading({ name: "<script>x", problem: "<img src=x>" })] });
    expect(section).toContain("&lt;script&gt;x");
    expect(section).not.toMatch(/<script|<img/);
  });
});
