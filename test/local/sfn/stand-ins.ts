import { createLambda, type LambdaFunction } from "../../../local/lambda/lambda.ts";
import { createStepFunctions } from "../../../local/sfn/step-functions.ts";
import { workflow } from "../../../local/sfn/workflow.ts";

export const place = { region: "ap-southeast-2", account: "111122223333" };

/** Functions that answer what the workflow expects: one look, and the verdict is due. Overrides make the story. */
function standIns(overrides: Record<string, LambdaFunction["handler"]> = {}): Record<string, LambdaFunction> {
  const handlers: Record<string, LambdaFunction["handler"]> = {
    "open-validation": () => ({ opened: true, validation: { releaseId: "v1" }, signals: 0, readings: false }),
    "report-status": () => ({}),
    "check-task-health": () => ({ findings: [] }),
    "check-log-signatures": () => ({ findings: [] }),
    "check-operations": () => ({ findings: [] }),
    "record-evidence": () => ({ due: true, waitSeconds: 1 }),
    "await-signal": () => ({ count: 0 }),
    conclude: () => ({}),
    ...overrides,
  };
  return Object.fromEntries(Object.entries(handlers).map(([name, handler]) => [name, { timeoutSeconds: 60, handler }]));
}

/** The shipped workflow over stand-in functions. */
export function aStateMachine(overrides: Record<string, LambdaFunction["handler"]> = {}) {
  const lambda = createLambda({ ...place, functions: standIns(overrides) });
  const machine = createStepFunctions({ ...place, machineName: "validate-rollout", workflow: workflow(place), lambda });
  const start = (name = "run-1", input: unknown = { rollout: { serviceArn: "s", deploymentId: "d" } }) =>
    machine.start({ stateMachineArn: machine.stateMachineArn, name, input: JSON.stringify(input) });
  return { machine, lambda, start };
}
