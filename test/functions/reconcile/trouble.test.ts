import { describe, expect, it } from "vitest";
import { troubleOf } from "../../../functions/reconcile/trouble.ts";
import type { ExecutionState } from "../../../shared/ports/workflow.ts";
import { at } from "../../builders/a-rollout.ts";

const record = { deadline: at(1000) };

describe("an execution gives no verdict any more", () => {
  it.each<[ExecutionState | undefined, string]>([
    [undefined, "its execution is gone"],
    [{ status: "FAILED" }, "its execution failed"],
    [{ status: "FAILED", error: "States.Runtime" }, "its execution failed with States.Runtime"],
    [{ status: "TIMED_OUT" }, "its execution timed out"],
    [{ status: "ABORTED" }, "its execution was aborted"],
    [{ status: "SUCCEEDED" }, "its execution ended without a verdict"],
  ])("%j: %s", (execution, expected) => {
    expect(troubleOf(execution, record, at(0))).toBe(expected);
  });

  it("when its deadline passed by five minutes, and not a moment sooner", () => {
    expect(troubleOf({ status: "RUNNING" }, record, at(1299))).toBeUndefined();
    expect(troubleOf({ status: "RUNNING" }, record, at(1300))).toBe("no verdict by its deadline");
  });
});
