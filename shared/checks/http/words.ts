import { type Endpoint, secondsDown } from "../../domain/endpoint.ts";
import { type Probe, secondsIn } from "../../domain/probe.ts";
import { humanDuration } from "../../domain/time.ts";

/** `https://…/health was down for 10s: 2 of 31 probes failed, first at 10:00:35 UTC with HTTP 503; it may not be down at all`. */
export function downText({ url, down, steps }: Endpoint, most: number): string {
  const [first] = down;
  const when = first === undefined ? "" : `, first at ${first.at.slice(11, 19)} UTC ${howText(first)}`;
  return `${shown(url)} was down for ${upToASecond(secondsIn(down))}: ${down.length} of ${steps.length} ${probes(steps.length)} failed${when}; ${limitText(most)}`;
}

function limitText(most: number): string {
  return most === 0 ? "it may not be down at all" : `at most ${humanDuration(most)} is allowed`;
}

/** A short outage may lie between two probes, so it is said how far they are apart. */
export function standingText(endpoints: readonly Endpoint[], most: number): string {
  const all = endpoints.flatMap(({ steps }) => steps);
  const silent = endpoints.find(({ isReached, steps }) => !isReached && steps.length > 0);
  if (silent !== undefined) return `no probe of ${shown(silent.url)} is answered so far`;
  if (all.every((step) => endpoints.some(({ downBefore }) => downBefore.includes(step)))) return "no good answer yet";
  const longest = Math.max(...endpoints.map(secondsDown));
  const gap = Math.ceil(Math.max(...endpoints.map(({ longestGap }) => longestGap)));
  const apart = gap === 0 ? "" : `, at most ${humanDuration(gap)} apart`;
  const asked = `${all.length} ${probes(all.length)}${apart}`;
  if (longest === 0) return `${asked}: none found it down`;
  return `${asked}: down for ${upToASecond(longest)} of at most ${humanDuration(most)}`;
}

/** Nothing tells an endpoint that is down from one that cannot be reached from where the validator runs. */
export function silentText({ url, steps }: Endpoint): string {
  const last = steps.at(-1);
  const why = last === undefined ? "" : ` (the last ${howText(last)})`;
  return `no probe of ${shown(url)} was ever answered${why}: it is down, or the validator cannot reach it from where it runs`;
}

/** An outage at the rollout's very start looks like one from before it. */
export function downBeforeText({ url, downBefore, unaskedBefore }: Endpoint): string {
  const [first] = downBefore;
  const how = first === undefined ? "" : ` ${howText(first)}`;
  return `${shown(url)} was down when first asked, ${upToASecond(unaskedBefore)} after the rollout began,${how}, for ${upToASecond(secondsIn(downBefore))}: this rollout, or what was before it, took it down`;
}

export function blindText({ url, longestGap, unaskedBefore }: Endpoint): string {
  const blind =
    unaskedBefore > longestGap
      ? `in the first ${upToASecond(unaskedBefore)} of the rollout`
      : `for ${upToASecond(longestGap)} during the rollout`;
  return `${shown(url)} was not asked ${blind}: whether it was down then is not known`;
}

/** Of all endpoints; downtime is that of the one that was down longest, of those that have ever answered. */
export function numbersOf(endpoints: readonly Endpoint[]): Readonly<Record<string, number>> {
  const all = endpoints.flatMap(({ steps }) => steps);
  const reached = endpoints.filter(({ isReached }) => isReached);
  return {
    probes: all.length,
    failedProbes: endpoints.reduce((sum, { down, downBefore }) => sum + down.length + downBefore.length, 0),
    ...(reached.length > 0 && { downtimeSeconds: Math.max(...reached.map(secondsDown)) }),
    slowestMilliseconds: Math.max(0, ...all.map(({ milliseconds }) => milliseconds)),
    longestGapSeconds: Math.ceil(Math.max(0, ...endpoints.map(({ longestGap }) => longestGap))),
  };
}

/** A commit status has 255 characters: the address must leave room for what became of it. */
const mostShown = 80;

function shown(url: string): string {
  return url.length > mostShown ? `${url.slice(0, mostShown - 1)}…` : url;
}

/** Rounded up, so that what is more than its limit reads as more. */
function upToASecond(seconds: number): string {
  return humanDuration(Math.ceil(seconds));
}

function howText({ status, error, milliseconds }: Probe): string {
  if (status === undefined) return error === "timeout" ? "without an answer in time" : `with ${error ?? "no answer"}`;
  return status < 400 ? `with an answer after ${milliseconds} ms` : `with HTTP ${status}`;
}

function probes(count: number): string {
  return count === 1 ? "probe" : "probes";
}
