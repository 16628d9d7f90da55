import type { Lambda } from "./lambda.ts";

export interface AsyncFailure {
  readonly function: string;
  readonly payload: unknown;
  readonly error: string;
}

/** Waits before the second and third try of an asynchronous invocation that failed (Lambda guide, "asynchronous invocation": one minute, then two). */
const retrySeconds = [60, 120];

/**
 * Invokes as EventBridge does: the event is queued and the caller hears nothing of its fate. Tries that are used up
 * end in the function's dead-letter queue, here `failures`.
 */
export function asyncInvocation(lambda: Lambda, name: string) {
  const failures: AsyncFailure[] = [];
  let pending = 0;
  async function run(payload: unknown): Promise<void> {
    for (const wait of [...retrySeconds, undefined]) {
      try {
        await lambda.invoke(name, payload);
        return;
      } catch (error) {
        if (wait === undefined)
          failures.push({ function: name, payload, error: error instanceof Error ? error.name : "Unknown" });
        else await new Promise((resolve) => setTimeout(resolve, wait * 1000));
      }
    }
  }
  return {
    failures,
    pending: () => pending,
    accept: async (payload: unknown): Promise<void> => {
      pending += 1;
      void run(payload).finally(() => {
        pending -= 1;
      });
    },
  };
}
