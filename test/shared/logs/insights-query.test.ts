import { describe, expect, it } from "vitest";
import { insightsQuery } from "../../../shared/logs/insights-query.ts";

const ids = Array.from({ length: 100 }, (_, n) => String(n).padStart(32, "0"));

describe("the Logs Insights query for FireLens records", () => {
  it("finds them by the task's id, and every part of a cut line", () => {
    expect(insightsQuery({ streams: [], taskIds: ["t1", "t2"] }, ["Started"])).toBe(
      [
        "fields @timestamp, @logStream, @message",
        '| filter @message like "t1" or @message like "t2"',
        '| filter @message like "Started" or @message like "partial_message"',
        "| sort @timestamp asc",
        "| limit 10000",
      ].join("\n"),
    );
  });

  it("is not narrowed without literals, and short enough for 100 tasks", () => {
    const query = insightsQuery({ streams: [], taskIds: ids }, []);

    expect(query).not.toContain("partial_message");
    expect(query.length).toBeLessThanOrEqual(10_000);
  });
});
