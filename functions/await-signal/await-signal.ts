import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Signals } from "../../shared/ports/validations.ts";
import type { Workflow } from "../../shared/ports/workflow.ts";

export interface AwaitSignalPorts {
  readonly signals: Signals;
  readonly workflow: Pick<Workflow, "wake">;
}

export interface AwaitSignalInput {
  readonly validation: ValidationKey;
  /** The counter as it stood before the last look. */
  readonly signals: number;
  readonly token: string;
}

/** Leaves the token for the next event; a signal that came since the last look ends the wait at once. */
export function awaitSignal({ signals, workflow }: AwaitSignalPorts) {
  return async ({ validation, signals: seen, token }: AwaitSignalInput): Promise<{ readonly waiting: boolean }> => {
    const count = await signals.wait(validation.rollout, token);
    if (count === seen) return { waiting: true };
    await workflow.wake(token, { count });
    return { waiting: false };
  };
}
