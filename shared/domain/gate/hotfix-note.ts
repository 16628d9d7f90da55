import type { OperatorDecision } from "../operator-decision.ts";
import type { RolloutRef } from "../rollout.ts";
import { humanDuration } from "../time.ts";
import type { GateDecision, HotfixUse } from "./decision.ts";
import type { Requirement } from "./question.ts";

/** What is kept beside the verdict of a rollout that the hotfix lane let go. */
export interface HotfixNote {
  readonly kind: Requirement["kind"];
  readonly region: string;
  readonly key: { readonly releaseId: string; readonly rollout: RolloutRef };
  readonly note: Omit<OperatorDecision, "id" | "by">;
  /** Rollout, verdict and reason: a second use for the same is the same use, asked again. */
  readonly onceFor: readonly string[];
}

/** One for each rollout of which something was skipped. */
export function hotfixNotes({ at, hotfix, results }: GateDecision): readonly HotfixNote[] {
  return results.flatMap(({ requirement, evidence, verdict, skippedSoakSeconds = 0, skippedWindow }) => {
    const what = skippedText({ skippedSoakSeconds, ...(skippedWindow && { skippedWindow }) });
    if (evidence === undefined || what === undefined) return [];
    const { serviceArn, deploymentId, releaseId } = evidence;
    return {
      kind: requirement.kind,
      region: requirement.region,
      key: { releaseId, rollout: { serviceArn, deploymentId } },
      note: { at, decision: "proceed", reason: `skipped ${what}: ${hotfix?.reason}`, expiresAt: at, lane: "hotfix" },
      onceFor: [releaseId, serviceArn, deploymentId, verdict?.at ?? "", hotfix?.reason ?? ""],
    } as const;
  });
}

/** `9m12s of soak and the promotion window`; undefined when nothing was skipped. */
export function skippedText({
  skippedSoakSeconds,
  skippedWindow,
}: Pick<HotfixUse, "skippedSoakSeconds" | "skippedWindow">): string | undefined {
  const soak = skippedSoakSeconds > 0 ? [`${humanDuration(skippedSoakSeconds)} of soak`] : [];
  const parts = [...soak, ...(skippedWindow ? ["the promotion window"] : [])];
  return parts.length === 0 ? undefined : parts.join(" and ");
}
