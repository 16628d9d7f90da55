import { describe, expect, it } from "vitest";
import { secondsToNextLook } from "../../../functions/record-evidence/next-look.ts";
import type { Finding } from "../../../shared/domain/finding.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask } from "../../builders/a-task.ts";

const health = aFinding({ check: "task-health", kind: "task-health", status: "pending" });
const log = aFinding({ status: "pending" });
const { startedAt: _, ...starting } = aTask({ lastStatus: "PENDING" });

function seconds(findings: readonly Finding[], { tasks = [aTask()], deadline = 1000 } = {}): number {
  return secondsToNextLook(findings, { tasks, deadline: at(deadline), now: at(100) });
}

describe("without an event the next look comes", () => {
  it.each([
    { what: "every 30 s where only ECS is looked at", findings: [health], wait: 30 },
    { what: "every 30 s before a task runs", findings: [health, log], tasks: [starting], wait: 30 },
    { what: "every 4 s while lines may be logged", findings: [health, log], wait: 4 },
    { what: "at a check's deadline", findings: [{ ...health, deadline: at(107.2) }], wait: 8 },
    { what: "when a check asks for it", findings: [{ ...health, lookAgainAt: at(105) }], wait: 5 },
    { what: "at the validation's deadline", findings: [health], deadline: 110, wait: 10 },
    { what: "in a second at the least", findings: [{ ...health, deadline: at(100.1) }], wait: 1 },
    { what: "in its rhythm when a deadline is over", findings: [{ ...health, deadline: at(90) }], wait: 30 },
    { what: "in its rhythm when the validation's deadline is over", findings: [health], deadline: 90, wait: 30 },
    {
      what: "not at the deadline of a check that is decided",
      findings: [health, { ...health, status: "passed" as const, deadline: at(103) }],
      wait: 30,
    },
  ])("$what", ({ findings, wait, ...situation }) => {
    expect(seconds(findings, situation)).toBe(wait);
  });
});
