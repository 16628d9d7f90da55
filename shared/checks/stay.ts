import type { ValidationKey } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { Clock } from "../ports/clock.ts";
import type { Signals } from "../ports/validations.ts";

/** One stay and the pause after it make 30 s, the interval after which ECS is asked again without any event. 26 s of Lambda cost as much as four state transitions; a turn of the loop takes seven. */
export const staySeconds = 26;

/** How often the signal counter is read while waiting for the next look. */
const signalEveryMilliseconds = 2000;

export interface SignalWaitPorts {
  readonly signals: Pick<Signals, "count">;
  readonly clock: Clock;
}

/** The signal counter before this look; `timeout` is there when no signal ended the wait. */
export interface LookSignal {
  readonly count: number;
  readonly timeout?: unknown;
}

export interface SignalWait {
  /** The counter as it stood before. */
  readonly signals: number;
  readonly milliseconds: number;
}

/** Waits, but no longer than until a signal arrives: true when one did. */
export async function signalled(ports: SignalWaitPorts, validation: ValidationKey, wait: SignalWait): Promise<boolean> {
  if (wait.milliseconds <= 0) return false;
  if (await signalledBefore(ports, validation, wait)) return true;
  return (await ports.signals.count(validation.rollout)) !== wait.signals;
}

/** As `signalled`, but does not ask at the end of the wait: for those who read the counter then with what else they need. */
export async function signalledBefore(
  { signals: port, clock }: SignalWaitPorts,
  { rollout }: ValidationKey,
  { signals, milliseconds }: SignalWait,
): Promise<boolean> {
  for (let left = milliseconds; left > 0; left -= signalEveryMilliseconds) {
    await clock.sleep(Math.min(left, signalEveryMilliseconds));
    if (left > signalEveryMilliseconds && (await port.count(rollout)) !== signals) return true;
  }
  return false;
}

/** A finding that was pending before, or of another status, is settled now: what another function stays for must not hold it up. */
export function isNewlySettled(findings: readonly Finding[], before: readonly Finding[]): boolean {
  return findings
    .filter(({ status }) => status !== "pending")
    .some(({ check, status }) => before.find((kept) => kept.check === check)?.status !== status);
}
