import { describe, expect, it } from "vitest";
import { everyFinding } from "../../../shared/domain/every-finding.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { aProfile, aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";

const health = aFinding({ check: "task-health", kind: "task-health" });
const profile = aFinding({ check: "profile", kind: "profile", status: "inconclusive" });

describe("every check of a profile", () => {
  it("has the finding that was just found, else the kept one", () => {
    const found = aFinding({ status: "failed" });

    expect(everyFinding(aRecord(), [aFinding(), health], [found])).toEqual([health, found]);
    expect(everyFinding(aRecord(), [aFinding(), health])).toEqual([health, aFinding()]);
  });

  it("has one that waits when nobody has looked", () => {
    const checks = [
      { name: "a", kind: "log-errors" },
      { name: "b", kind: "log-errors", mode: "shadow" as const },
    ];
    const waiting = { kind: "log-errors", status: "pending", reason: "not looked at yet", at: at(1) };

    expect(everyFinding(aRecord({ profile: aProfile({ checks }) }), [])).toEqual([
      { check: "a", mode: "gate", ...waiting },
      { check: "b", mode: "shadow", ...waiting },
    ]);
  });

  it("stands after the kept findings of no check", () => {
    expect(everyFinding(aRecord(), [health, profile, aFinding()]).map(({ check }) => check)).toEqual([
      "profile",
      "task-health",
      "started",
    ]);
  });
});
