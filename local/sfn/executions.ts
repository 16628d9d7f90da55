import type { HistoryEvent } from "@aws-sdk/client-sfn";
import {
  ExecutionAbortedError,
  ExecutionError,
  ExecutionTimeoutError,
  type RunOptions,
  type StateMachine,
} from "aws-local-stepfunctions";
import type { Json } from "../events/json.ts";
import type { Lambda } from "../lambda/lambda.ts";
import { historyEvents, type LogEntry, longestHistory, transitions } from "./history.ts";
import { payloadBytes, payloadSize } from "./payload-limit.ts";
import { runTask } from "./run-task.ts";
import type { TaskTokens } from "./task-tokens.ts";
import type { Workflow } from "./workflow.ts";

type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** One run of the state machine, while it lasts and afterwards. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  /** JSON text, as it was given. */
  readonly input: string;
  readonly startDate: Date;
  status: ExecutionStatus;
  stopDate?: Date;
  output?: string;
  error?: string;
  cause?: string;
  transitions: number;
  readonly history: HistoryEvent[];
  /** Ends it as ABORTED, or FAILED when a limit of the service is broken. */
  readonly stop: (status: "ABORTED" | "FAILED", error?: string, cause?: string) => void;
}

export interface ExecutionGround {
  readonly workflow: Workflow;
  readonly lambda: Pick<Lambda, "invoke">;
  readonly tokens: TaskTokens;
  /** Told of every change of status, the start included. */
  readonly onStatus: (execution: Execution) => void;
}

type MachineInput = Parameters<StateMachine["run"]>[0];

/** Starts the workflow and returns at once. */
export function startExecution(of: { arn: string; name: string; input: string }, ground: ExecutionGround): Execution {
  const execution: Execution = {
    ...of,
    startDate: new Date(),
    status: "RUNNING",
    transitions: 0,
    history: [],
    stop: (status, error, cause) => end(status, { error, cause }),
  };
  const isOver = (): boolean => execution.status !== "RUNNING";
  const run = ground.workflow.machine.run(JSON.parse(of.input) as MachineInput, runOptions(of, ground, isOver));

  function end(status: ExecutionStatus, { output, error, cause }: Result): void {
    if (isOver()) return;
    Object.assign(execution, { status, stopDate: new Date() });
    if (output !== undefined) execution.output = JSON.stringify(output);
    if (error !== undefined) execution.error = error;
    if (cause !== undefined) execution.cause = cause;
    run.abort();
    ground.onStatus(execution);
  }

  ground.onStatus(execution);
  void keepHistory(execution, run.eventLogs, ground.workflow);
  run.result.then(
    (output) => end("SUCCEEDED", { output: output as Json }),
    (error: unknown) => end(statusOf(error), failureOf(error)),
  );
  return execution;
}

interface Result {
  readonly output?: Json;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

function runOptions(
  { arn, name }: { arn: string; name: string },
  { workflow, lambda, tokens }: ExecutionGround,
  isOver: () => boolean,
): RunOptions {
  const handlers = workflow.tasks.map(
    (task) => [task.state, (input: Json) => runTask(task, input, { lambda, tokens, isOver })] as const,
  );
  return {
    overrides: { taskResourceLocalHandlers: Object.fromEntries(handlers) as TaskHandlers },
    context: {
      Execution: { Id: arn, Name: name },
      Task: {
        get Token() {
          return tokens.issue();
        },
      },
    },
  };
}

/** Writes the history as the run goes on, and ends an execution that breaks a limit of the service. */
async function keepHistory(execution: Execution, entries: AsyncIterable<LogEntry>, { tasks }: Workflow): Promise<void> {
  const byName = new Map(tasks.map((task) => [task.state, task]));
  for await (const entry of entries) {
    execution.transitions += transitions(entry);
    for (const event of historyEvents(entry, byName)) {
      execution.history.push({ ...event, id: execution.history.length + 1 });
    }
    if (execution.history.length >= longestHistory) {
      const cause = `The execution reached the maximum number of history events (${longestHistory}).`;
      execution.stop("FAILED", "States.Runtime", cause);
    }
    if (entry.type === "StateExited" && payloadSize(entry.state.output) > payloadBytes) {
      const cause = `The state '${entry.state.name}' has output with a size exceeding the maximum number of bytes service limit.`;
      execution.stop("FAILED", "States.DataLimitExceeded", cause);
    }
  }
}

type TaskHandlers = NonNullable<NonNullable<RunOptions["overrides"]>["taskResourceLocalHandlers"]>;

function statusOf(error: unknown): ExecutionStatus {
  if (error instanceof ExecutionTimeoutError) return "TIMED_OUT";
  return error instanceof ExecutionAbortedError ? "ABORTED" : "FAILED";
}

function failureOf(error: unknown): { error?: string; cause?: string } {
  const cause = error instanceof ExecutionError ? error.cause : undefined;
  return cause instanceof Error ? { error: cause.name, cause: cause.message } : {};
}
