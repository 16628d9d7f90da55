import type { ResolvedProfile, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import { account, aRollout, at, deploymentId, region, serviceArn } from "./a-rollout.ts";
import { aCommit } from "./a-status-intent.ts";

export const anExecutionArn = `arn:aws:states:${region}:${account}:execution:validate-rollout:shop-1`;

/** Release v2.3.1 of `shop`. */
export function aKey(over: Partial<ValidationKey> = {}): ValidationKey {
  return { releaseId: "v2.3.1", rollout: { serviceArn, deploymentId }, ...over };
}

/** Task health, and one start-up line that any task must log within 3 minutes. */
export function aProfile(over: Partial<ResolvedProfile> = {}): ResolvedProfile {
  return {
    source: "/ecs-rollout-validator/profiles/production/shop",
    hash: "0".repeat(64),
    environment: "production",
    checks: [
      { name: "task-health", kind: "task-health" },
      { name: "started", kind: "log-signature", within: "3m", expect: [{ pattern: "Started \\S+ in" }] },
    ],
    rolloutWithinSeconds: 900,
    logSeconds: 180,
    blindLooks: 5,
    redactEmails: true,
    problems: [],
    ...over,
  };
}

/** A validation that opened one second after its rollout began, with a full identity. */
export function aRecord(over: Partial<ValidationRecord> = {}): ValidationRecord {
  return {
    key: aKey(),
    release: { id: "v2.3.1", source: "container environment", commit: aCommit, project: "77", pipelineId: "4711" },
    rollout: aRollout(),
    profile: aProfile(),
    openedAt: at(1),
    deadline: at(1380),
    executionArn: anExecutionArn,
    notes: [],
    ...over,
  };
}
