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
    pending += 1;
    await sleep(delaySeconds);
    const error = await handOver(rule, event, { retries, random });
    if (error !== undefined) deadLetters.push({ rule: rule.name, event, error });
    pending -= 1;
  }
  return {
    events,
    deadLetters,
    pending: () => pending,
    put(event) {
      events.push(event);
      for (const rule of parsed.filter((each) => matchesParsed(each.parsed, event))) {
        for (const delaySeconds of arrivals(event, delivery, random)) void deliver(rule, event, delaySeconds);
      }
    },
  };
}

/** Tries until the target takes the event; the name of the last error when it never does. */
async function handOver(
  { target }: BusRule,
  event: EventEnvelope,
  { retries, random }: { readonly retries: number; readonly random: () => number },
): Promise<string | undefined> {
  const since = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      await target(event);
      return undefined;
    } catch (error) {
      const isTooOld = Date.now() - since > longestEventAgeSeconds * 1000;
      if (attempt >= retries || isTooOld) return error instanceof Error ? error.name : "Unknown";
    }
    await sleep(retrySeconds(attempt, random));
  }
}

/** Exponential with jitter; AWS gives no numbers, one second to five minutes is assumed. */
function retrySeconds(attempt: number, random: () => number): number {
  return Math.min(300, 2 ** attempt) * (0.5 + random() / 2);
}

function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
