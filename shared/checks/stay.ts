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

/** Waits, but no longer than until a signal arrives: true when one did. `signals` is the counter as it stood before. */
export async function signalled(
  { signals: port, clock }: SignalWaitPorts,
  { rollout }: ValidationKey,
  { signals, milliseconds }: { readonly signals: number; readonly milliseconds: number },
): Promise<boolean> {
  for (let left = milliseconds; left > 0; left -= signalEveryMilliseconds) {
    await clock.sleep(Math.min(left, signalEveryMilliseconds));
    if ((await port.count(rollout)) !== signals) return true;
  }
  return false;
}

/** A finding that was pending before, or of another status, is settled now: what another function stays for must not hold it up. */
export function isNewlySettled(findings: readonly Finding[], before: readonly Finding[]): boolean {
  return findings
    .filter(({ status }) => status !== "pending")
    .some(({ check, status }) => before.find((kept) => kept.check === check)?.status !== status);
}
