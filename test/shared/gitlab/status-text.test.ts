import { describe, expect, it } from "vitest";
import type { Verdict } from "../../../shared/domain/verdict.ts";
import { runningText, statusName, verdictText } from "../../../shared/gitlab/status-text.ts";

function aVerdict(over: Partial<Verdict> = {}): Verdict {
  const counts = { passedChecks: 5, gateChecks: 5 };
  return {
    status: "passed",
    decision: "proceed",
    reason: "every check passed",
    at: "2026-03-01T10:04:12.000Z",
    ...counts,
    ...over,
  };
}

const missing = 'migrations: missing evidence: "Successfully applied" not seen within 3m of the first running task';

describe("the text of a verdict", () => {
  it.each([
    { verdict: aVerdict({ status: "failed", reason: missing }), state: "failed", description: `Failed: ${missing}` },
    {
      verdict: aVerdict({ status: "inconclusive", reason: "started: logs:FilterLogEvents was denied" }),
      state: "failed",
      description: "Inconclusive: started: logs:FilterLogEvents was denied",
    },
    {
      verdict: aVerdict({ status: "superseded" }),
      state: "canceled",
      description: "Superseded by ecs-svc/1234567890123456789",
    },
    { verdict: aVerdict(), state: "success", description: "Verified: 5/5 checks in 4m12s, 4/4 tasks healthy" },
  ])("$verdict.status is $state: $description", ({ verdict, ...text }) => {
    const tasks = { healthy: 4, desired: 4 };

    expect(verdictText({ verdict, seconds: 252, tasks, supersededBy: "ecs-svc/1234567890123456789" })).toEqual(text);
  });

  it("names no tasks that were not counted", () => {
    expect(verdictText({ verdict: aVerdict(), seconds: 60 }).description).toBe("Verified: 5/5 checks in 1m");
    expect(verdictText({ verdict: aVerdict(), seconds: 60, stops: 1 }).description).toBe(
      "Verified: 5/5 checks in 1m; 1 task crashed on the way",
    );
  });

  it("adds what is most urgent to a failure, unless that would cost some of its reason", () => {
    const failed = (reason: string) =>
      verdictText({ verdict: aVerdict({ status: "failed", reason }), seconds: 60, brief: "Nobody rolls back." });

    expect(failed("started: PANIC.").description).toBe("Failed: started: PANIC. Nobody rolls back.");
    expect(failed("x".repeat(227)).description).toHaveLength(255);
    expect(failed("x".repeat(228)).description).toBe(`Failed: ${"x".repeat(228)}`);
  });

  it.each([{ supersededBy: "unknown" }, {}])("says what is known of the newer rollout: %o", (newer) => {
    const verdict = aVerdict({ status: "superseded" });

    expect(verdictText({ verdict, seconds: 60, ...newer }).description).toBe("Superseded by a newer rollout");
  });
});

describe("the text of a validation that runs", () => {
  it("says how much there is to do and until when", () => {
    expect(runningText({ gateChecks: 5, deadline: "2026-03-01T10:15:00.000Z" })).toEqual({
      state: "running",
      description: "Validating: 0/5 checks passed, verdict by 10:15 UTC",
    });
    expect(runningText({ gateChecks: 1 }).description).toBe("Validating: 0/1 checks passed");
  });
});

describe("the name of a status", () => {
  it("is the place, in lower case", () => {
    const place = { environment: "Production", region: "eu-west-1", service: "BF-Manage-Core" };

    expect(statusName(place)).toBe("deploy-verified/production/eu-west-1/bf-manage-core");
  });
});
