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

/** How long an answer may take unless the profile says otherwise, as a profile writes it. */
export const usualProbeTimeout = "2s";

/** A probe with the time that it stands for. */
export interface Step extends Probe {
  readonly seconds: number;
}

/**
 * The probes of one endpoint, oldest first, each with the seconds for which it stands: a step, or less where the next one came
 * earlier, so that a function that was invoked twice counts no time twice.
 */
export function stepsOf(probes: readonly Probe[]): readonly Step[] {
  const sorted = probes.toSorted(byTime);
  return sorted.map((probe, index) => {
    const next = sorted[index + 1];
    const seconds = next === undefined ? probeStepSeconds : secondsBetween(probe.at, next.at);
    return { ...probe, seconds: Math.min(probeStepSeconds, seconds) };
  });
}

/** The worst of those that were sent at the same moment comes last: that moment is its. */
function byTime(one: Probe, other: Probe): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  const refused = Number(isRefused(one)) - Number(isRefused(other));
  const slower = one.milliseconds - other.milliseconds;
  return refused || slower || (one.status ?? 0) - (other.status ?? 0);
}

function isRefused({ status }: Probe): boolean {
  return status === undefined || status >= 400;
}

/** Down is what does not answer, answers with a status of 400 or more, or takes longer than this (requirement 2.25). */
export function isDown(probe: Probe, timeoutMilliseconds: number): boolean {
  return isRefused(probe) || probe.milliseconds > timeoutMilliseconds;
}

/** Seconds in all, to a thousandth, as instants are: the shortest downtime is downtime. */
export function secondsIn(steps: readonly Step[]): number {
  return Math.round(steps.reduce((sum, { seconds }) => sum + seconds, 0) * 1000) / 1000;
}
