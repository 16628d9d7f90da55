import { type Conclusion, findingOf } from "../../domain/conclude-check.ts";
import type { Finding } from "../../domain/finding.ts";
import { probeStepSeconds } from "../../domain/probe.ts";
import { addSeconds, humanDuration, type Instant, latest } from "../../domain/time.ts";
import type { Http } from "./config.ts";
import { type Endpoint, endpointOf, type HttpSeen } from "./endpoint.ts";
import { downText, numbersOf, silentText, standingText } from "./words.ts";

/** Where the validator cannot look, its probes are not sent: the time after the rollout may be so many times as long, and so much longer. */
const patience = { times: 2, seconds: 120 };

/** Every endpoint answers in time and with a status below 400, at every probe from the rollout's start until a while after it is complete. */
export function judgeHttp(check: Http, seen: HttpSeen, now: Instant): Finding {
  const endpoints = check.url.map((url) => endpointOf(url, check.timeout * 1000, seen));
  const conclusion = conclude(check, endpoints, { completedAt: seen.completedAt, now });
  return findingOf(check, now, { ...conclusion, facts: numbersOf(endpoints) });
}

/** A step after the last probe, so that the pause between two stays is no longer than it must be. */
function nextProbeAt(endpoints: readonly Endpoint[], now: Instant): Instant {
  const last = latest(endpoints.flatMap(({ lastAt }) => lastAt ?? [])) ?? now;
  return latest([addSeconds(last, probeStepSeconds), addSeconds(now, 1)]) ?? now;
}

interface Times {
  readonly completedAt: Instant | undefined;
  readonly now: Instant;
}

function conclude(check: Http, endpoints: readonly Endpoint[], { completedAt, now }: Times): Conclusion {
  const most = check.maxDowntime ?? 0;
  const reached = endpoints.filter(({ isReached }) => isReached);
  const [worst] = reached.toSorted((one, other) => other.downtime - one.downtime);
  if (worst !== undefined && worst.downtime > most)
    return { status: "failed", sign: "seen", reason: downText(worst, most) };
  const standing = standingText(endpoints, most);
  const lookAgainAt = nextProbeAt(endpoints, now);
  if (completedAt === undefined) {
    const until = `asked until ${humanDuration(check.for)} after the rollout is complete`;
    return { status: "pending", reason: `${standing}; ${until}`, lookAgainAt };
  }
  const asked = Math.min(...endpoints.map(({ askedAfter }) => askedAfter));
  const progress = `asked for ${humanDuration(Math.floor(asked))} of ${humanDuration(check.for)} after the rollout`;
  const deadline = addSeconds(completedAt, check.for * patience.times + patience.seconds);
  const isOver = asked >= check.for && now >= addSeconds(completedAt, check.for);
  if (!isOver && now < deadline)
    return { status: "pending", reason: `${standing}; ${progress}`, deadline, lookAgainAt };
  const silent = endpoints.find(({ isReached, steps }) => !isReached && steps.length > 0);
  if (silent !== undefined) return { status: "inconclusive", reason: silentText(silent) };
  if (asked < check.for)
    return { status: "inconclusive", reason: `${progress}: the validator could not look often enough` };
  return { status: "passed", reason: standing };
}
