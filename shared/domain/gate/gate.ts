import { shortDigest } from "../image.ts";
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
  const judged = requirements.map((requirement) => {
    const own = facts.find((each) => each.requirement === requirementName(requirement));
    return judge({ ...rest, ...(hotfix && { hotfix }), requirement, facts: own, now });
  });
  const results = judged.map((result) => withOneImage(result, judged));
  const deciding = mostTelling(results);
  const state = deciding?.state ?? "closed";
  const lookAgainAt = state === "waiting" ? earliest(results.map(({ until }) => until)) : undefined;
  const remarks = results.flatMap(({ remark }) => remark ?? []);
  const skipped = results.map(({ skippedSoakSeconds = 0 }) => skippedSoakSeconds);
  return {
    state,
    at: now,
    reason: deciding === undefined ? "nothing is required, so nothing is proven" : sentence(deciding),
    results,
    ...(lookAgainAt && { lookAgainAt }),
    ...(remarks.length > 0 && { remarks }),
    ...(hotfix && {
      hotfix: {
        ...hotfix,
        skippedSoakSeconds: Math.max(0, ...skipped),
        ...(results.some(({ skippedWindow }) => skippedWindow) && { skippedWindow: true }),
      },
    }),
  };
}

/** A release is one image in all Regions: where two are known, what passed in one says nothing about the other. */
function withOneImage(result: RequirementResult, all: readonly RequirementResult[]): RequirementResult {
  const { requirement, evidence, state } = result;
  if (state === "closed" || requirement.kind !== "region" || evidence?.digest === undefined) return result;
  const other = all.find(
    (each) =>
      each.requirement.kind === "region" &&
      each.requirement.service === requirement.service &&
      each.requirement.release === requirement.release &&
      each.evidence?.digest !== undefined &&
      each.evidence.digest !== evidence.digest,
  );
  if (other === undefined) return result;
  const [here, there] = [evidence.digest, other.evidence?.digest ?? ""].map(shortDigest);
  const { until: _, skippedSoakSeconds: __, skippedWindow: ___, awaited: ____, ...kept } = result;
  const reason = `runs the image ${here}, but ${other.requirement.region} runs ${there}`;
  return { ...kept, state: "closed", code: "other image", reason };
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
