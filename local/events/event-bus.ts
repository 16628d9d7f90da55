import { arrivals, type Delivery } from "./delivery.ts";
import type { EventEnvelope } from "./envelope.ts";
import { matchesParsed } from "./match-pattern.ts";
import { parsePattern } from "./pattern.ts";

interface BusRule {
  readonly name: string;
  readonly pattern: unknown;
  /** Rejects when the target did not take the event; the bus then tries again. */
  readonly target: (event: EventEnvelope) => Promise<void>;
}

interface DeadLetter {
  readonly rule: string;
  readonly event: EventEnvelope;
  readonly error: string;
}

export interface EventBusOptions {
  readonly rules: readonly BusRule[];
  readonly delivery?: Delivery;
  /** In [0, 1); seeded, so that a run can be repeated. */
  readonly random: () => number;
  /** Tries after the first one. EventBridge's own default is 185 in 24 hours (docs/facts/aws.md 3). */
  readonly retries?: number;
}

export interface EventBus {
  put(event: EventEnvelope): void;
  /** Every event that was put, matched or not. */
  readonly events: readonly EventEnvelope[];
  readonly deadLetters: readonly DeadLetter[];
  /** Deliveries under way or waiting for their next try. */
  pending(): number;
}

const defaultRetries = 185;
const longestEventAgeSeconds = 86_400;

/** EventBridge's default bus: rules by pattern, delivery at least once, retries with back-off, dead letters. */
export function createEventBus({ rules, delivery = {}, random, retries = defaultRetries }: EventBusOptions): EventBus {
  const parsed = rules.map((rule) => ({ ...rule, parsed: parsePattern(rule.pattern) }));
  const events: EventEnvelope[] = [];
  const deadLetters: DeadLetter[] = [];
  let pending = 0;

  async function deliver(rule: BusRule, event: EventEnvelope, delaySeconds: number): Promise<void> {
    const since = Date.now();
    let wait = delaySeconds;
    for (let attempt = 0; ; attempt += 1) {
      await sleep(wait);
      try {
        return await rule.target(event);
      } catch (error) {
        if (attempt >= retries || Date.now() - since > longestEventAgeSeconds * 1000) {
          deadLetters.push({ rule: rule.name, event, error: error instanceof Error ? error.name : "Unknown" });
          return;
        }
      }
      wait = retrySeconds(attempt, random);
    }
  }

  return {
    events,
    deadLetters,
    pending: () => pending,
    put(event) {
      events.push(event);
      for (const rule of parsed) {
        if (!matchesParsed(rule.parsed, event)) continue;
        for (const delaySeconds of arrivals(event, delivery, random)) {
          pending += 1;
          void deliver(rule, event, delaySeconds).finally(() => {
            pending -= 1;
          });
        }
      }
    },
  };
}

/** Exponential with jitter; AWS gives no numbers, one second to five minutes is assumed. */
function retrySeconds(attempt: number, random: () => number): number {
  return Math.min(300, 2 ** attempt) * (0.5 + random() / 2);
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
