import { DescribeExecutionCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { ValidatorError } from "../errors.ts";
import type { ExecutionState, Executions } from "../ports/workflow.ts";
import { call } from "./call.ts";

/** Executions of the workflow as Step Functions tells of them. */
export function executions(sfn: SFNClient): Executions {
  return {
    find: async (executionArn) => {
      try {
        const { status, error } = await call("states:DescribeExecution", executionArn, () =>
          sfn.send(new DescribeExecutionCommand({ executionArn })),
        );
        // PENDING_REDRIVE is left to Map runs; whatever is not known as an end goes on.
        return { status: isEnd(status) ? status : "RUNNING", ...(error !== undefined && { error }) };
      } catch (error) {
        if (error instanceof ValidatorError && error.name === "NotFound") return undefined;
        throw error;
      }
    },
  };
}

function isEnd(status: string | undefined): status is Exclude<ExecutionState["status"], "RUNNING"> {
  return status === "SUCCEEDED" || status === "FAILED" || status === "TIMED_OUT" || status === "ABORTED";
}
