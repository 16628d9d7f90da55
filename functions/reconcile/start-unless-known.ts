import { executionName } from "../../shared/domain/execution-name.ts";
import type { Validations } from "../../shared/ports/validations.ts";
import type { Executions, Workflow } from "../../shared/ports/workflow.ts";
import type { RecentRollout } from "./recent-rollouts.ts";

export interface StartPorts {
  readonly validations: Pick<Validations, "of">;
  readonly workflow: Pick<Workflow, "start">;
  /** Whether the execution of that name came to its end without an error. */
  readonly hasSucceeded: (executionName: string) => Promise<boolean>;
}

/** Whether an execution of the state machine succeeded, by its name. */
export function hasSucceeded(executions: Executions, stateMachineArn: string): StartPorts["hasSucceeded"] {
  const prefix = stateMachineArn.replace(":stateMachine:", ":execution:");
  return async (name) => (await executions.find(`${prefix}:${name}`))?.status === "SUCCEEDED";
}

/** One digit numbers the tries of an hour; opening gives up after three and a half minutes. */
const secondsPerTry = 400;

/**
 * Starts a rollout's validation; false when it has one, or needs none. An execution of this name that has ended opened nothing: it
 * succeeded, because there was nothing to open (a rollback, say), and is left alone, or it failed for minutes. Then it is tried again
 * under a name that is fixed for some minutes, so that two runs start the same one.
 */
export async function startUnlessKnown(
  { validations, workflow, hasSucceeded }: StartPorts,
  { rollout, ageSeconds }: RecentRollout,
): Promise<boolean> {
  if ((await validations.of(rollout)) !== undefined) return false;
  const name = executionName(rollout);
  if (await workflow.start(name, { rollout })) return true;
  const number = Math.floor(ageSeconds / secondsPerTry);
  const earlier = [name, ...Array.from({ length: number }, (_, index) => `${name}-${index}`)];
  for (const each of earlier) if (await hasSucceeded(each)) return false;
  return workflow.start(`${name}-${number}`, { rollout });
}
