import { type DeadLetter, deadLetterOf, type QueuedMessage } from "./dead-letter.ts";

export interface RedrivePorts {
  /** Some messages, hidden from other readers for a while; none when the queue is empty. */
  readonly receive: (queue: string) => Promise<readonly QueuedMessage[]>;
  readonly remove: (queue: string, message: QueuedMessage) => Promise<void>;
  /** Hands an event to a function, which works on it later, as EventBridge does. */
  readonly send: (functionName: string, event: unknown) => Promise<void>;
}

export interface Redriving {
  readonly queue: string;
  readonly functionName: string;
  /** Only looks: nothing is sent, nothing is removed. */
  readonly dryRun: boolean;
}

export interface Redriven {
  readonly letters: readonly DeadLetter[];
  /** Messages that are no events; they stay in the queue. */
  readonly unreadable: number;
}

/** Sends every message of a queue to its function, and removes it once it is sent: an event may so arrive twice, and never gets lost. */
export async function redriveQueue(
  { receive, remove, send }: RedrivePorts,
  { queue, functionName, dryRun }: Redriving,
): Promise<Redriven> {
  const seen = new Set<string>();
  const letters: DeadLetter[] = [];
  let unreadable = 0;
  for (;;) {
    const fresh = (await receive(queue)).filter(({ id }) => !seen.has(id));
    // What stays in the queue comes round again.
    if (fresh.length === 0) return { letters, unreadable };
    for (const message of fresh) {
      seen.add(message.id);
      const letter = deadLetterOf(message);
      if (letter === undefined) unreadable += 1;
      else {
        if (!dryRun) {
          await send(functionName, letter.event);
          await remove(queue, message);
        }
        letters.push(letter);
      }
    }
  }
}
