import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { matches } from "../../local/events/match-pattern.ts";
import { RolloutVerdictDetail } from "../../shared/schema/verdict-event.ts";

const page = readFileSync(new URL("../../docs/notifications.md", import.meta.url), "utf8");
const [example, pattern] = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text = ""]): unknown => JSON.parse(text));

describe("docs/notifications.md", () => {
  it("shows a detail that fits its schema, with every member", () => {
    expect(RolloutVerdictDetail.parse(example)).toEqual(example);
  });

  it("shows a pattern that chooses that event, and not one that passed", () => {
    const event = (detail: unknown) => ({
      source: "ecs-rollout-validator",
      "detail-type": "Rollout Verdict",
      detail,
    });
    const detail = RolloutVerdictDetail.parse(example);
    expect(matches(pattern, event(detail))).toBe(true);
    const passed = { ...detail, verdict: { ...detail.verdict, status: "passed", decision: "proceed" } };
    expect(matches(pattern, event(passed))).toBe(false);
  });
});
