import { earliest, type Instant } from "../time.ts";
import { type GateDecision, isBadSign, type RequirementResult } from "./decision.ts";
import type { PlaceFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import { type GateQuestion, requirementName } from "./question.ts";

/**
 * May it go? Open only when every requirement holds; a question that requires nothing proves nothing and is closed.
 * The same question and facts at the same time give the same answer, in whatever order the facts come.
 */
export function gate(question: GateQuestion, facts: readonly PlaceFacts[], now: Instant): GateDecision {
  const { requirements, hotfix, ...rest } = question;
  const results = requirements.map((requirement) => {
    const own = facts.find((each) => each.requirement === requirementName(requirement));
    return judge({ ...rest, ...(hotfix && { hotfix }), requirement, facts: own, now });
  });
  const deciding = mostTelling(results);
  const state = deciding?.state ?? "closed";
  const lookAgainAt = state === "waiting" ? earliest(results.map(({ until }) => until)) : undefined;
  const skipped = results.map(({ skippedSoakSeconds = 0 }) => skippedSoakSeconds);
  return {
    state,
    at: now,
    reason: deciding === undefined ? "nothing is required, so nothing is proven" : sentence(deciding),
    results,
    ...(lookAgainAt && { lookAgainAt }),
    ...(hotfix && { hotfix: { reason: hotfix.reason, skippedSoakSeconds: Math.max(0, ...skipped) } }),
  };
}

/** A bad sign first, then what nobody can tell, then what is waited for. */
function mostTelling(results: readonly RequirementResult[]): RequirementResult | undefined {
  const closed = results.filter(({ state }) => state === "closed");
  const bad = closed.find(({ code }) => isBadSign(code));
  return bad ?? closed[0] ?? results.find(({ state }) => state === "waiting") ?? results[0];
}

/** `shop@v2.3.1 in ap-southeast-2: passed 12m ago`. */
export function sentence({ requirement, reason }: RequirementResult): string {
  return `${requirementName(requirement)}: ${reason}`;
}
