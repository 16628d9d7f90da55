import type { HistoryEvent, HistoryEventType } from "@aws-sdk/client-sfn";
import type { StateMachine } from "aws-local-stepfunctions";
import type { TaskSpec } from "./workflow.ts";

/** One entry of the interpreter's own log. */
export type LogEntry = ReturnType<StateMachine["run"]>["eventLogs"] extends AsyncGenerator<infer Entry> ? Entry : never;

/** AWS fails an execution whose history has this many events (docs/facts/aws.md 2.1). */
export const longestHistory = 25_000;

const resource = { resourceType: "lambda", resource: "invoke" };
const tokenResource = { resourceType: "lambda", resource: "invoke.waitForTaskToken" };

/** The history events that AWS would write for one entry, without ids: simplified, but as many of them. */
export function historyEvents(entry: LogEntry, tasks: ReadonlyMap<string, TaskSpec>): Omit<HistoryEvent, "id">[] {
  const timestamp = new Date(entry.timestamp);
  const of = (type: string, details: Partial<HistoryEvent> = {}): Omit<HistoryEvent, "id"> => ({
    timestamp,
    type: type as HistoryEventType,
    ...details,
  });
  switch (entry.type) {
    case "ExecutionStarted":
      return [of("ExecutionStarted", { executionStartedEventDetails: { input: JSON.stringify(entry.input) } })];
    case "StateEntered": {
      const { name, type, input } = entry.state;
      const entered = of(`${type}StateEntered`, { stateEnteredEventDetails: { name, input: JSON.stringify(input) } });
      if (type === "Parallel") return [entered, of("ParallelStateStarted")];
      return type === "Task" ? [entered, ...started(name, of, tasks)] : [entered];
    }
    case "StateRetried":
      return started(entry.state.name, of, tasks);
    case "StateFailed": {
      if (entry.state.type !== "Task") return entry.state.type === "Parallel" ? [of("ParallelStateFailed")] : [];
      const details = { ...resourceOf(entry.state.name, tasks), error: entry.Error, cause: causeText(entry.Cause) };
      if (entry.Error === "States.Timeout") return [of("TaskTimedOut", { taskTimedOutEventDetails: details })];
      return [of("TaskFailed", { taskFailedEventDetails: details })];
    }
    case "StateCaught":
      return [];
    case "StateExited": {
      const { name, type, output } = entry.state;
      const exited = of(`${type}StateExited`, { stateExitedEventDetails: { name, output: JSON.stringify(output) } });
      if (type === "Parallel") return [of("ParallelStateSucceeded"), exited];
      return type === "Task"
        ? [of("TaskSucceeded", { taskSucceededEventDetails: resourceOf(name, tasks) }), exited]
        : [exited];
    }
    default:
      return [];
  }
}

/** Billed state transitions of one entry: each state entered and each retry (docs/facts/aws.md 2.1). */
export function transitions(entry: LogEntry): number {
  return entry.type === "StateEntered" || entry.type === "StateRetried" ? 1 : 0;
}

function started(
  name: string,
  of: (type: string, details?: Partial<HistoryEvent>) => Omit<HistoryEvent, "id">,
  tasks: ReadonlyMap<string, TaskSpec>,
) {
  const used = resourceOf(name, tasks);
  const begun = [
    of("TaskScheduled", { taskScheduledEventDetails: { ...used, region: "", parameters: "{}" } }),
    of("TaskStarted", { taskStartedEventDetails: used }),
  ];
  return tasks.get(name)?.waitsForToken ? [...begun, of("TaskSubmitted", { taskSubmittedEventDetails: used })] : begun;
}

function resourceOf(name: string, tasks: ReadonlyMap<string, TaskSpec>) {
  return tasks.get(name)?.waitsForToken ? tokenResource : resource;
}

function causeText(cause: unknown): string {
  return cause instanceof Error ? cause.message : typeof cause === "string" ? cause : "";
}
