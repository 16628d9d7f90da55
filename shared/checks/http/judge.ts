import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import { type Endpoint, endpointOf, type Probed } from "../../domain/endpoint.ts";
import type { Finding } from "../../domain/finding.ts";
import { probeStepSeconds, secondsIn } from "../../domain/probe.ts";
import { addSeconds, humanDuration, type Instant, latest } from "../../domain/time.ts";
import type { Http } from "./config.ts";
import { blindText, downBeforeText, downText, numbersOf, silentText, standingText } from "./words.ts";

/** Where the validator cannot look, its probes are not sent: the time after the rollout may be so many times as long, and so much longer. */
const patience = { times: 2, seconds: 120 };

/** Probes are up to 9 s apart, and a validation opens within seconds. Who does not ask for so long cannot say that nothing was down. */
const mostBlindSeconds = 30;

/** Every endpoint answers in time and with a status below 400, at every probe from the rollout's start until a while after it is complete. */
export function judgeHttp(check: Http, probed: Probed, now: Instant): Finding {
  const endpoints = check.url.map((url) => endpointOf(url, check.timeout * 1000, probed));
  const conclusion =
    wentDown(check, endpoints) ?? waiting(check, endpoints, { ...probed, now }) ?? lookedBack(check, endpoints);
  return findingOf(check, now, { ...conclusion, facts: numbersOf(endpoints) });
}

/** One that answered, and then did not for longer than it may. What never answered may be out of reach. */
function wentDown({ maxDowntime = 0 }: Http, endpoints: readonly Endpoint[]): Conclusion | undefined {
  const reached = endpoints.filter(({ isReached }) => isReached);
  const [worst] = reached.toSorted((one, other) => secondsIn(other.down) - secondsIn(one.down));
  if (worst === undefined || secondsIn(worst.down) <= maxDowntime) return undefined;
  return { status: "failed", sign: "seen", reason: downText(worst, maxDowntime) };
}

interface Times {
  readonly completedAt?: Instant | undefined;
  readonly now: Instant;
}

function waiting(check: Http, endpoints: readonly Endpoint[], { completedAt, now }: Times): Conclusion | undefined {
  const standing = standingText(endpoints, check.maxDowntime ?? 0);
  const lookAgainAt = nextProbeAt(endpoints, now);
  if (completedAt === undefined) {
    const until = `asked until ${humanDuration(check.for)} after the rollout is complete`;
    return { status: "pending", reason: `${standing}; ${until}`, lookAgainAt };
  }
  const isOver = askedAfter(endpoints) >= check.for && now >= addSeconds(completedAt, check.for);
  const deadline = addSeconds(completedAt, check.for * patience.times + patience.seconds);
  if (isOver || now >= deadline) return undefined;
  return { status: "pending", reason: `${standing}; ${progressText(check, endpoints)}`, deadline, lookAgainAt };
}

/** Nothing went down as far as was seen: enough for a pass when enough was seen. */
function lookedBack(check: Http, endpoints: readonly Endpoint[]): Conclusion {
  const { maxDowntime = 0 } = check;
  const inconclusive = (reason: string): Conclusion => ({ status: "inconclusive", reason });
  const silent = endpoints.find(({ isReached, lastAt }) => !isReached && lastAt !== undefined);
  if (silent !== undefined) return inconclusive(silentText(silent));
  if (askedAfter(endpoints) < check.for)
    return inconclusive(`${progressText(check, endpoints)}: the validator could not look often enough`);
  const before = endpoints.find(({ downBefore }) => secondsIn(downBefore) > maxDowntime);
  if (before !== undefined) return inconclusive(downBeforeText(before));
  const blind = endpoints.find((each) => Math.max(each.longestGap, each.unaskedBefore) > mostBlindSeconds);
  if (blind !== undefined) return inconclusive(blindText(blind));
  return { status: "passed", reason: standingText(endpoints, maxDowntime) };
}

function askedAfter(endpoints: readonly Endpoint[]): number {
  return Math.min(...endpoints.map((endpoint) => endpoint.askedAfter));
}

function progressText(check: Http, endpoints: readonly Endpoint[]): string {
  const asked = Math.floor(askedAfter(endpoints));
  return `asked for ${humanDuration(asked)} of ${humanDuration(check.for)} after the rollout`;
}

/** A step after the last probe, so that the pause between two stays is no longer than it must be. */
function nextProbeAt(endpoints: readonly Endpoint[], now: Instant): Instant {
  const last = latest(endpoints.flatMap(({ lastAt }) => lastAt ?? [])) ?? now;
  return latest([addSeconds(last, probeStepSeconds), addSeconds(now, 1)]) ?? now;
}
