import type { Probe } from "../../domain/probe.ts";
import { humanDuration } from "../../domain/time.ts";
import type { Endpoint } from "./endpoint.ts";

/** `https://…/health was down for 10s: 2 of 31 probes failed, first at 10:00:35 UTC with HTTP 503; it may not be down at all`. */
export function downText({ url, down, downtime, steps }: Endpoint, most: number): string {
  const [first] = down;
  const when = first === undefined ? "" : `, first at ${first.at.slice(11, 19)} UTC ${howText(first)}`;
  return `${url} was down for ${upToASecond(downtime)}: ${down.length} of ${steps.length} ${probes(steps.length)} failed${when}; ${limitText(most)}`;
}

/** Rounded up, so that what is more than its limit reads as more. */
function upToASecond(seconds: number): string {
  return humanDuration(Math.ceil(seconds));
}

function limitText(most: number): string {
  return most === 0 ? "it may not be down at all" : `at most ${humanDuration(most)} is allowed`;
}

/** A short outage may lie between two probes, so it is said how far they are apart. */
export function standingText(endpoints: readonly Endpoint[], most: number): string {
  const all = endpoints.flatMap(({ steps }) => steps);
  if (all.length === 0) return "no good answer yet";
  const longest = Math.max(...endpoints.map(({ downtime }) => downtime));
  const silent = endpoints.find(({ isReached }) => !isReached);
  if (silent !== undefined) return `no probe of ${silent.url} is answered so far`;
  const gap = Math.ceil(Math.max(...endpoints.map(({ longestGap }) => longestGap)));
  const asked =
    gap === 0 ? `${all.length} ${probes(all.length)}` : `${all.length} probes, at most ${humanDuration(gap)} apart`;
  if (longest === 0) return `${asked}: none found it down`;
  return `${asked}: down for ${upToASecond(longest)} of at most ${humanDuration(most)}`;
}

/** Nothing tells an endpoint that is down from one that cannot be reached from where the validator runs. */
export function silentText({ url, steps }: Endpoint): string {
  const last = steps.at(-1);
  const why = last === undefined ? "" : ` (the last ${howText(last)})`;
  return `no probe of ${url} was ever answered${why}: it is down, or the validator cannot reach it from where it runs`;
}

/** Of all endpoints; downtime is that of the one that was down longest, of those that have ever answered. */
export function numbersOf(endpoints: readonly Endpoint[]): Readonly<Record<string, number>> {
  const all = endpoints.flatMap(({ steps }) => steps);
  const reached = endpoints.filter(({ isReached }) => isReached);
  return {
    probes: all.length,
    failedProbes: endpoints.reduce((sum, { down }) => sum + down.length, 0),
    ...(reached.length > 0 && { downtimeSeconds: Math.max(...reached.map(({ downtime }) => downtime)) }),
    slowestMilliseconds: Math.max(0, ...all.map(({ milliseconds }) => milliseconds)),
    longestGapSeconds: Math.ceil(Math.max(0, ...endpoints.map(({ longestGap }) => longestGap))),
  };
}

function howText({ status, error, milliseconds }: Probe): string {
  if (status === undefined) return error === "timeout" ? "without an answer in time" : `with ${error ?? "no answer"}`;
  return status < 400 ? `with an answer after ${milliseconds} ms` : `with HTTP ${status}`;
}

function probes(count: number): string {
  return count === 1 ? "probe" : "probes";
}
