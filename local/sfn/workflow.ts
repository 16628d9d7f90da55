import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import { definition } from "../../statemachine/definition.ts";
import { isJsonObject, type Json, type JsonObject } from "../events/json.ts";

/** What one Task state asks for. */
export interface TaskSpec {
  readonly state: string;
  /** `arn:aws:states:::lambda:invoke.waitForTaskToken`: the task ends when its token is sent back. */
  readonly waitsForToken: boolean;
  /** Undefined when the state reads it from its input. */
  readonly timeoutSeconds?: number;
}

export interface Workflow {
  readonly machine: StateMachine;
  readonly tasks: readonly TaskSpec[];
  readonly definition: string;
}

/** Where a task's handler finds the time-out that the state read from its input. */
export const timeoutMember = "TimeoutSeconds";

const workflows = new Map<string, Workflow>();

/** The shipped workflow file bound to local functions, ready to run. Built once per process and Region: its validation takes about 65 ms. */
export function workflow({ region, account }: { readonly region: string; readonly account: string }): Workflow {
  const key = `${region} ${account}`;
  const built =
    workflows.get(key) ??
    buildWorkflow(definition((folder) => `arn:aws:lambda:${region}:${account}:function:${folder}`));
  workflows.set(key, built);
  return built;
}

/** Any definition in JSONPath whose tasks invoke Lambda functions; throws for what the interpreter would silently ignore. */
export function buildWorkflow(text: string): Workflow {
  const source = JSON.parse(text) as JsonObject;
  const tasks: TaskSpec[] = [];
  const adapted = adaptMachine(source, tasks);
  return {
    machine: new StateMachine(adapted as unknown as StateMachineDefinition, { validationOptions: { checkArn: false } }),
    tasks,
    definition: text,
  };
}

function adaptMachine(machine: JsonObject, tasks: TaskSpec[]): JsonObject {
  refuseUnknown("the definition", machine);
  const states = Object.entries(machine["States"] as JsonObject).map(
    ([name, state]) => [name, adaptState(name, state as JsonObject, tasks)] as const,
  );
  return { ...machine, States: Object.fromEntries(states) };
}

function adaptState(name: string, state: JsonObject, tasks: TaskSpec[]): JsonObject {
  refuseUnknown(name, state);
  const branches = state["Branches"];
  if (Array.isArray(branches))
    return { ...state, Branches: branches.map((branch) => adaptMachine(branch as JsonObject, tasks)) };
  return state["Type"] === "Task" ? adaptTask(name, state, tasks) : state;
}

/**
 * Two ways in which the interpreter differs from AWS: it reads TimeoutSecondsPath from what Parameters made instead of the
 * state's input, and it gives a task without any time-out 60 s.
 */
function adaptTask(name: string, state: JsonObject, tasks: TaskSpec[]): JsonObject {
  const resource = String(state["Resource"]);
  const [, suffix] = /^arn:aws:states:::lambda:invoke(\.waitForTaskToken)?$/.exec(resource) ?? [undefined, "?"];
  if (suffix === "?") throw new Error(`${name}: the resource ${resource} is not simulated.`);
  const timeout = state["TimeoutSeconds"];
  const path = state["TimeoutSecondsPath"];
  if (typeof timeout !== "number" && typeof path !== "string")
    throw new Error(`${name}: a task needs TimeoutSeconds or TimeoutSecondsPath.`);
  tasks.push({
    state: name,
    waitsForToken: suffix !== undefined,
    ...(typeof timeout === "number" ? { timeoutSeconds: timeout } : {}),
  });
  if (typeof path !== "string") return state;
  const parameters = isJsonObject(state["Parameters"]) ? state["Parameters"] : {};
  return {
    ...state,
    Parameters: { ...parameters, [`${timeoutMember}.$`]: path },
    TimeoutSecondsPath: `$.${timeoutMember}`,
  };
}

/** Features that `aws-local-stepfunctions` 3.0.0 accepts and does not carry out. */
function refuseUnknown(where: string, fields: Readonly<Record<string, Json>>): void {
  const unknown = [
    "QueryLanguage",
    "Assign",
    "Arguments",
    "Output",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
    "Credentials",
  ].find((field) => field in fields && fields[field] !== "JSONPath");
  if (unknown) throw new Error(`${where}: ${unknown} is not simulated.`);
}
