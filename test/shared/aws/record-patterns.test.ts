import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterPattern } from "../../../local/logs/filter-pattern.ts";
import { recordPatterns } from "../../../shared/aws/record-patterns.ts";
import { aRecordText } from "../../builders/a-firelens-record.ts";
import { aTaskArn } from "../../builders/a-task.ts";

const ids = Array.from({ length: 100 }, (_, n) => String(n).padStart(32, "0"));

describe("filter patterns for FireLens records", () => {
  it("are none for no task", () => {
    expect(recordPatterns([])).toEqual([]);
  });

  it("compare the end of the task's ARN", () => {
    expect(recordPatterns(["t1", "t2"])).toEqual(['{ ($.ecs_task_arn = "*/t1") || ($.ecs_task_arn = "*/t2") }']);
  });

  it("name 17 tasks of 32 digits in the 1,024 characters that one may have", () => {
    expect(recordPatterns(ids.slice(0, 17))).toHaveLength(1);
    expect(recordPatterns(ids)).toHaveLength(6);
  });

  it("are never too long, and let each task's records through once and no others", () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-f0-9]{8,36}$/), { maxLength: 60 });

    fc.assert(
      fc.property(names, (wanted) => {
        const patterns = recordPatterns(wanted);
        const passing = (id: string) =>
          patterns.filter((pattern) => filterPattern(pattern)(aRecordText({ ecs_task_arn: aTaskArn(id) }))).length;

        expect(patterns.every(({ length }) => length <= 1024)).toBe(true);
        expect(wanted.map(passing)).toEqual(wanted.map(() => 1));
        expect(passing("no-such-task")).toBe(0);
      }),
    );
  });
});
