import { randomUUID } from "node:crypto";
import type { Json } from "../events/json.ts";
import { ServiceError } from "../server/service-error.ts";

/** A task's failure by name and cause, as Retry and Catch match it. */
export class TaskError extends Error {
  override readonly name: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }
}

interface Waiting {
  readonly expiresAt: number;
  readonly resolve: (output: Json) => void;
  readonly reject: (error: TaskError) => void;
}

export interface TaskTokens {
  /** A fresh token; every read of `$$.Task.Token` makes one. */
  issue(): string;
  /** Settles when the token is sent back. After `timeoutSeconds` nobody can send it any more. */
  wait(token: string, timeoutSeconds: number): Promise<Json>;
  /** The task is over, whatever became of it. */
  close(token: string): void;
  succeed(token: string, output: Json): void;
  fail(token: string, error: TaskError): void;
  /** Throws as the others when the token is not waited for. */
  heartbeat(token: string): void;
}

/** Task tokens of one state machine. Sending throws ServiceError: `InvalidToken` for one that was never issued, `TaskTimedOut` for one that expired or was used. */
export function taskTokens(): TaskTokens {
  const issued = new Set<string>();
  const waiting = new Map<string, Waiting>();
  function take(token: string, { keep }: { keep: boolean }): Waiting {
    if (!issued.has(token)) throw new ServiceError("InvalidToken", "Invalid Token: 'Invalid token'");
    const found = waiting.get(token);
    if (!found || found.expiresAt <= Date.now()) {
      throw new ServiceError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }
    if (!keep) waiting.delete(token);
    return found;
  }
  return {
    issue() {
      const token = Buffer.from(`simulated task ${randomUUID()}`).toString("base64");
      issued.add(token);
      return token;
    },
    wait: (token, timeoutSeconds) =>
      new Promise((resolve, reject) =>
        waiting.set(token, { expiresAt: Date.now() + timeoutSeconds * 1000, resolve, reject }),
      ),
    close: (token) => void waiting.delete(token),
    succeed: (token, output) => take(token, { keep: false }).resolve(output),
    fail: (token, error) => take(token, { keep: false }).reject(error),
    heartbeat: (token) => void take(token, { keep: true }),
  };
}
