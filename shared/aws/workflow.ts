import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { Workflow } from "../ports/workflow.ts";
import { call } from "./call.ts";

/** Errors of SendTaskSuccess that mean: nobody waits under this token any more. */
const nobodyWaits = new Set(["TaskTimedOut", "TaskDoesNotExist", "InvalidToken"]);

/** Step Functions: starts validations and wakes waiting ones. */
export function stepFunctions(sfn: SFNClient, stateMachineArn: string): Workflow {
  return { ...startWorkflow(sfn, stateMachineArn), ...wakeUp(sfn) };
}

/** The half of the workflow that starts validations. */
export function startWorkflow(sfn: SFNClient, stateMachineArn: string): Pick<Workflow, "start"> {
  return {
    start: (name, { rollout: { serviceArn, deploymentId } }) =>
      call("states:StartExecution", name, async () => {
        try {
          // Canonical: the same rollout gives the same text, so that a repeated start meets the open execution.
          const input = JSON.stringify({ rollout: { serviceArn, deploymentId } });
          await sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
          return true;
        } catch (error) {
          if (error instanceof Error && error.name === "ExecutionAlreadyExists") return false;
          throw error;
        }
      }),
  };
}

/** The other half, which needs no state machine: answering a task token. */
export function wakeUp(sfn: SFNClient): Pick<Workflow, "wake"> {
  return {
    wake: (token, output) =>
      call("states:SendTaskSuccess", "a waiting validation", async () => {
        try {
          await sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) }));
          return true;
        } catch (error) {
          if (error instanceof Error && nobodyWaits.has(error.name)) return false;
          throw error;
        }
      }),
  };
}
