import { type Instant, secondsBetween } from "./time.ts";

/** One request to an endpoint and what became of it. Its release is that of the evidence in which it is kept. */
export interface Probe {
  /** When it was sent. */
  readonly at: Instant;
  readonly url: string;
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** Why no answer came: `timeout`, or the code of the socket, e.g. `ECONNREFUSED`. */
  readonly error?: string;
  /** From sending to the answer's headers, or until it was given up. */
  readonly milliseconds: number;
}

/** Every endpoint is asked this often (requirement 2.25): an outage that is shorter may be missed. */
export const probeStepSeconds = 5;

/** A probe with the time that it stands for. */
export interface Step extends Probe {
  readonly seconds: number;
}

/**
 * The probes of one endpoint, oldest first, each with the seconds for which it stands: a step, or less where the next one came
 * earlier, so that a function that was invoked twice counts no time twice.
 */
export function stepsOf(probes: readonly Probe[]): readonly Step[] {
  const sorted = probes.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return sorted.map((probe, index) => {
    const next = sorted[index + 1];
    const seconds = next === undefined ? probeStepSeconds : secondsBetween(probe.at, next.at);
    return { ...probe, seconds: Math.min(probeStepSeconds, seconds) };
  });
}

/** Down is what does not answer, answers with a status of 400 or more, or takes longer than this (requirement 2.25). */
export function isDown({ status, milliseconds }: Probe, timeoutMilliseconds: number): boolean {
  return status === undefined || status >= 400 || milliseconds > timeoutMilliseconds;
}

/** Seconds in all, to a tenth. */
export function secondsIn(steps: readonly Step[]): number {
  return Math.round(steps.reduce((sum, { seconds }) => sum + seconds, 0) * 10) / 10;
}
