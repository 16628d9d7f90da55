import type { Cli } from "../cli.ts";
import { Interrupted } from "../failure.ts";

/** Rejects with Interrupted at Ctrl-C or when asked to terminate. */
export async function untilInterrupted<Value>(cli: Pick<Cli, "onInterrupt">, work: Promise<Value>): Promise<Value> {
  const interruption = Promise.withResolvers<never>();
  const forget = cli.onInterrupt(() => interruption.reject(new Interrupted()));
  try {
    return await Promise.race([work, interruption.promise]);
  } finally {
    forget();
    // Nobody listens to what the abandoned work says in the end.
    work.catch(() => {});
  }
}
