import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { addSeconds, type Instant } from "../../shared/domain/time.ts";
import type { ExecutionState } from "../../shared/ports/workflow.ts";

/** The last look and the verdict may take this much longer than the deadline: a stay at the logs (100 s), a record (70 s), a conclusion (70 s). */
const graceSeconds = 300;

/** Why a validation without a verdict will never get one from its execution; undefined while it still may. */
export function troubleOf(
  execution: ExecutionState | undefined,
  { deadline }: Pick<ValidationRecord, "deadline">,
  now: Instant,
): string | undefined {
  if (execution === undefined) return "its execution is gone";
  const { status, error } = execution;
  switch (status) {
    case "RUNNING":
      return now < addSeconds(deadline, graceSeconds) ? undefined : "no verdict by its deadline";
    case "FAILED":
      return error === undefined ? "its execution failed" : `its execution failed with ${error}`;
    case "TIMED_OUT":
      return "its execution timed out";
    case "ABORTED":
      return "its execution was aborted";
    case "SUCCEEDED":
      return "its execution ended without a verdict";
    default:
      return status satisfies never;
  }
}
