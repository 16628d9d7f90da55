import type { Lambda } from "../lambda/lambda.ts";
import { ServiceError } from "../server/service-error.ts";
import { type Execution, startExecution } from "./executions.ts";
import { payloadBytes } from "./payload-limit.ts";
import { type TaskTokens, taskTokens } from "./task-tokens.ts";
import type { Workflow } from "./workflow.ts";

export interface StepFunctionsOptions {
  readonly region: string;
  readonly account: string;
  readonly machineName: string;
  readonly workflow: Workflow;
  readonly lambda: Pick<Lambda, "invoke">;
  readonly onStatus?: (execution: Execution) => void;
}

/** One Standard state machine with its executions. */
export interface StepFunctions {
  readonly stateMachineArn: string;
  readonly tokens: TaskTokens;
  readonly definition: string;
  /** Newest last; a name can be used again 90 days after its execution ended. */
  readonly executions: readonly Execution[];
  /** Throws ServiceError as StartExecution answers. */
  start(wanted: { stateMachineArn: string; name: string; input: string }): Execution;
  /** By ARN; throws ServiceError. */
  execution(arn: string): Execution;
}

/** Characters that StartExecution refuses in a name: white space, brackets, wildcards, special and control characters. */
const badName = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/;
const reuseMilliseconds = 90 * 86_400_000;

export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { region, account, machineName, workflow, lambda, onStatus = () => {} } = options;
  const executions: Execution[] = [];
  const tokens = taskTokens();
  const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${machineName}`;
  return {
    stateMachineArn,
    tokens,
    definition: workflow.definition,
    executions,
    start({ stateMachineArn: wantedArn, name, input }) {
      if (wantedArn !== stateMachineArn)
        throw new ServiceError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${wantedArn}'`);
      if (name.length < 1 || name.length > 80 || badName.test(name))
        throw new ServiceError("InvalidName", `Invalid Name: '${name}'`);
      requireInput(input);
      const same = executions.findLast((execution) => execution.name === name);
      const isFree = same?.stopDate !== undefined && Date.now() - same.stopDate.getTime() > reuseMilliseconds;
      if (same && !isFree) {
        if (same.status === "RUNNING" && same.input === input) return same;
        throw new ServiceError("ExecutionAlreadyExists", `Execution Already Exists: '${same.arn}'`);
      }
      const arn = `arn:aws:states:${region}:${account}:execution:${machineName}:${name}`;
      const execution = startExecution({ arn, name, input }, { workflow, lambda, tokens, onStatus });
      executions.push(execution);
      return execution;
    },
    execution(arn) {
      const found = executions.findLast((execution) => execution.arn === arn);
      if (!found) throw new ServiceError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
      return found;
    },
  };
}

function requireInput(input: string): void {
  if (Buffer.byteLength(input) > payloadBytes)
    throw new ServiceError("InvalidExecutionInput", "The input exceeds 262144 bytes.");
  try {
    JSON.parse(input);
  } catch {
    throw new ServiceError("InvalidExecutionInput", "Invalid State Machine Execution Input: 'the input is not JSON'");
  }
}
