import { randomUUID } from "node:crypto";
import type { GateDecision } from "../../shared/domain/gate/decision.ts";
import type { OperatorDecision } from "../../shared/domain/operator-decision.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import type { Identify } from "../decide/caller-identity.ts";
import type { OpenRegion } from "../regions/region-tables.ts";

/** Notes in the evidence that the hotfix lane was used, by whom and why: a skipped soak that cannot be noted is not skipped. */
export async function noteHotfix(
  { open, identify }: { readonly open: OpenRegion; readonly identify: Identify },
  { at, hotfix, results }: GateDecision,
): Promise<void> {
  for (const { requirement, evidence, skippedSoakSeconds = 0 } of results) {
    if (evidence === undefined || skippedSoakSeconds <= 0) continue;
    const { serviceArn, deploymentId, releaseId } = evidence;
    const note: OperatorDecision = {
      id: randomUUID(),
      at,
      decision: "proceed",
      reason: `skipped ${humanDuration(skippedSoakSeconds)} of soak: ${hotfix?.reason}`,
      by: await identify(requirement.region),
      expiresAt: at,
      lane: "hotfix",
    };
    const { evidence: store } = await open(requirement.region);
    await store.addDecision({ releaseId, rollout: { serviceArn, deploymentId } }, note);
  }
}
