import type { RolloutRef } from "../domain/rollout.ts";

export interface Workflow {
  /** False when an execution of that name has ended already; true when it was started, now or before. */
  start(name: string, input: { readonly rollout: RolloutRef }): Promise<boolean>;
  /** False when nobody waits under that token any more. */
  wake(token: string, output: { readonly count: number }): Promise<boolean>;
}

/** How an execution of the workflow stands. */
export interface ExecutionState {
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** The name of the error that ended it. */
  readonly error?: string;
}

export interface Executions {
  /** Undefined when Step Functions has forgotten it: 90 days after its end. */
  find(executionArn: string): Promise<ExecutionState | undefined>;
}
