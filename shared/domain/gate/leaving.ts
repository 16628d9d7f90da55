import { addSeconds, humanDuration, type Instant, secondsBetween } from "../time.ts";
import type { Verdict } from "../verdict.ts";
import type { Answer } from "./decision.ts";
import type { EffectiveRules } from "./effective-rules.ts";
import { type GateRollout, proceedOf } from "./facts.ts";
import type { GateQuestion, Requirement } from "./question.ts";
import { shutWindow } from "./shut-window.ts";

/** A person decides at any time; nobody waits for the minute. */
const approvalLookSeconds = 60;

/** A verdict, and the rules by which it opens something. */
export interface Judged {
  readonly verdict: Verdict;
  readonly rules: EffectiveRules;
}

interface Leaving extends Pick<GateQuestion, "hotfix"> {
  readonly requirement: Requirement;
  readonly now: Instant;
}

/** What passes goes on once it is approved and has soaked, within the window. */
export function leaves(asked: Leaving, own: GateRollout, given: Judged & { readonly passes: Answer }): Answer {
  const { verdict, rules, passes } = given;
  const awaited = approvalAwaited(asked, own, given);
  if (awaited !== undefined) return awaited;
  const ranSeconds = Math.max(0, secondsBetween(verdict.at, asked.now));
  const leftSeconds = Math.max(0, rules.soakSeconds - ranSeconds);
  const shut = shutWindow(rules.windows, asked.now);
  if (asked.hotfix === undefined) return leftSeconds > 0 ? soaking(given, leftSeconds) : (shut ?? passes);
  return {
    ...passes,
    ...(leftSeconds > 0 && { skippedSoakSeconds: leftSeconds }),
    ...(shut && { skippedWindow: true }),
  };
}

function approvalAwaited(
  { requirement: { service, region }, now }: Leaving,
  own: GateRollout,
  { verdict, rules }: Judged,
): Answer | undefined {
  if (!rules.approval || proceedOf(own, verdict.at, now) !== undefined) return undefined;
  const { release, rollout } = own.record;
  const awaited = { release: release.id, service, cluster: rollout.name.cluster, region };
  const reason = `awaits approval: a proceed on ${release.id} of ${service} in ${region}, decided after its verdict`;
  return { code: "awaiting approval", reason, until: addSeconds(now, approvalLookSeconds), awaited };
}

function soaking({ verdict, rules: { soakSeconds } }: Judged, leftSeconds: number): Answer {
  const reason = `soaks for ${humanDuration(soakSeconds)} from its verdict, ${humanDuration(leftSeconds)} left`;
  return { code: "soaking", reason, until: addSeconds(verdict.at, soakSeconds) };
}
