import { describe, expect, it } from "vitest";
import type { JobResult } from "./jobs.ts";
import { matrixSummary } from "./matrix-summary.ts";
import type { Result } from "./run-cell.ts";

function aRun(action: string, result: Partial<Result> = {}, deviations: readonly string[] = []): JobResult {
  return {
    job: { of: "fault", cell: { subject: "healthy", action, fault: "denied", frequency: "first" } },
    result: { verdict: "passed", reason: "", isVisible: true, struck: 1, broken: [], ...result },
    deviations,
  };
}

describe("the summary of the matrix", () => {
  it("counts and names a run that is not as it should be", () => {
    const wrong = aRun("ecs:ListTasks", { verdict: "failed" }, ["failed instead of passed"]);

    expect(matrixSummary([wrong, aRun("dynamodb:Query")]).split("\n")).toEqual([
      "2 runs, 1 not as they should be.",
      "",
      "| disturbed | runs | same verdict | inconclusive | no validation | other | unused | not as it should be |",
      "| --- | --- | --- | --- | --- | --- | --- | --- |",
      "| DynamoDB | 1 | 1 | 0 | 0 | 0 | 0 | 0 |",
      "| ECS | 1 | 0 | 0 | 0 | 1 | 0 | 1 |",
      "",
      "Not as they should be:",
      "",
      "- fault ecs:ListTasks denied first healthy: failed",
      "",
    ]);
  });

  it("counts a fault that never struck apart: it proves nothing", () => {
    expect(matrixSummary([aRun("ssm:GetParameter", { struck: 0 })])).toContain(
      "| SSM (profile) | 1 | 0 | 0 | 0 | 0 | 1 | 0 |",
    );
  });

  it("names an action of a service that it does not know", () => {
    expect(matrixSummary([aRun("sqs:SendMessage", { verdict: "inconclusive" })])).toContain(
      "| sqs:SendMessage | 1 | 0 | 1 | 0 | 0 | 0 | 0 |",
    );
  });
});
