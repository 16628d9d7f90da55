import { describe, expect, it } from "vitest";
import { readingLines } from "../../../cli/evidence/reading-lines.ts";
import { clip, textOf } from "../../../cli/text/line.ts";
import { aMetricReading, aTargetReading } from "../../builders/a-reading.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { aDossier } from "../../builders/a-release.ts";

function shown(dossier: Parameters<typeof aDossier>[0], columns: number): readonly string[] {
  return readingLines(aDossier(dossier), columns).map((each) => textOf(clip(each, columns)));
}

describe("readings in the terminal", () => {
  it("that are not there may never come", () => {
    const record = aRecord({ profile: aProfile({ readings: { targetHealth: true, metrics: [] } }) });
    expect(shown({ record }, 200).join()).toContain("never where the workflow was stopped");
  });

  it("say when they were taken: the targets may be those of another release by then", () => {
    expect(shown({ readings: [aTargetReading()] }, 100).at(-1)).toMatch(/^ {4}taken at \d\d:\d\d:\d\d/);
  });

  it.each([32, 40, 60, 80, 100])("lose no word on %i columns, however long a name is", (columns) => {
    const long = "a name of sixty characters, which is as long as it may be...".slice(0, columns - 5);
    const lines = shown({ readings: [aTargetReading(), aMetricReading({ name: long })] }, columns);
    expect(lines.join("")).not.toContain("…");
    expect(lines.join(" ").replace(/\s+/g, " ")).toContain("3 from the rollout's start to the verdict (1m30s)");
  });
});
