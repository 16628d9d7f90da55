import { describe, expect, it } from "vitest";
import { taskOfKind } from "../../../shared/domain/check-kinds.ts";
import { findingOf } from "../../../shared/domain/conclude-check.ts";
import { executionLink } from "../../../shared/domain/console-links.ts";
import { firstRunningAt } from "../../../shared/domain/facts.ts";
import { findingsBytes, fitFindings } from "../../../shared/domain/fit-findings.ts";
import { taskId } from "../../../shared/domain/task.ts";
import { aFinding } from "../../builders/a-finding.ts";
import { anExecutionArn } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";
import { aTask, aTaskArn } from "../../builders/a-task.ts";

const check = { name: "started", kind: "log-signature", mode: "shadow" } as const;
const line = { at: at(1), group: "/ecs/shop", stream: "shop/app/t1", text: "Größe".repeat(100) };

describe("a finding", () => {
  it("carries its check, its time and its conclusion", () => {
    expect(findingOf(check, at(5), { status: "failed", sign: "seen", reason: "why", facts: { lines: 3 } })).toEqual({
      check: "started",
      kind: "log-signature",
      mode: "shadow",
      at: at(5),
      status: "failed",
      sign: "seen",
      reason: "why",
      facts: { lines: 3 },
    });
  });

  it("keeps 1,000 characters of its reason and twenty lines", () => {
    const reason = "x".repeat(1000);
    const lines = Array.from({ length: 21 }, () => line);

    expect(findingOf(check, at(5), { status: "failed", reason }).reason).toBe(reason);
    expect(findingOf(check, at(5), { status: "failed", reason: `${reason}y` }).reason).toBe(`${"x".repeat(999)}…`);
    expect(findingOf(check, at(5), { status: "failed", reason, lines }).lines).toHaveLength(20);
  });
});

describe("findings for a state's payload", () => {
  const lines = Array.from({ length: 5 }, () => line);

  it("stay as they are when they fit", () => {
    const findings = [aFinding({ lines }), aFinding()];

    expect(fitFindings(findings)).toEqual(findings);
  });

  it("lose lines where they do not fit, and say so", () => {
    const findings = Array.from({ length: 100 }, () => aFinding({ lines, reason: "r" }));
    const fitting = fitFindings(findings);

    expect(new TextEncoder().encode(JSON.stringify(fitting)).length).toBeLessThan(findingsBytes);
    expect(fitting[0]).toEqual(findings[0]);
    expect(fitting.at(-1)).toEqual(aFinding({ reason: "r (5 lines cut: see the measurements)" }));
  });

  it("keep lines that fit after ones that did not", () => {
    const small = aFinding({ lines: [{ ...line, text: "x" }] });
    const fitting = fitFindings([aFinding({ lines }), small, aFinding({ lines: [] })], 1200);

    expect(fitting.map((finding) => finding.lines)).toEqual([undefined, small.lines, []]);
  });
});

describe("small facts", () => {
  it("the kind of a check tells its Task state; a kind that is not known tells none", () => {
    expect(taskOfKind("task-health")).toBe("CheckTaskHealth");
    expect(taskOfKind("log-errors")).toBe("CheckLogSignatures");
    expect(taskOfKind("toString")).toBeUndefined();
  });

  it("the link of an execution leads to its own Region", () => {
    expect(executionLink(anExecutionArn)).toBe(
      `https://ap-southeast-2.console.aws.amazon.com/states/home?region=ap-southeast-2#/v2/executions/details/${anExecutionArn}`,
    );
  });

  it("the id of a task is the end of its ARN, with or without a cluster", () => {
    expect(taskId({ taskArn: aTaskArn("abc") })).toBe("abc");
    expect(taskId({ taskArn: "arn:aws:ecs:eu-west-1:111122223333:task/abc" })).toBe("abc");
  });

  it("the log clock starts with the first task that ran", () => {
    expect(firstRunningAt({ tasks: [] })).toBeUndefined();
    expect(firstRunningAt({ tasks: [aTask({ startedAt: at(30) }), aTask()] })).toBe(at(10));
  });
});
