import type { PromotionRules } from "../../shared/domain/gate/promotion-rules.ts";
import { addSeconds } from "../../shared/domain/time.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";
import type { DecidedRecord } from "../../shared/history/deployments.ts";
import { aVerdict } from "./a-finding.ts";
import { aKey, aProfile, aRecord } from "./a-record.ts";
import { aRollout, region as home } from "./a-rollout.ts";

export interface RolledOut {
  readonly startedAt: string;
  readonly status?: VerdictStatus | undefined;
  readonly service?: string;
  readonly region?: string;
  /** From the rollout's start. */
  readonly verdictSeconds?: number;
  readonly rollbackSeconds?: number;
  readonly hasMigrations?: boolean;
  /** Its release, when it is not one of its own. */
  readonly release?: string;
  /** From the rollout's start until ECS called it complete. */
  readonly completeSeconds?: number;
  /** For which an endpoint was down; nobody asked without it. */
  readonly downtimeSeconds?: number | undefined;
  /** The release that it rolls back. */
  readonly rollsBack?: string;
  readonly decisions?: DecidedRecord["decisions"];
  readonly zone?: string;
}

function anywhen(zone: string): PromotionRules {
  const window = { days: ["mon"] as const, from: "09:00", until: "10:00", zone };
  return { regions: [], soakSeconds: 0, overrides: false, window };
}

/** A rollout of the past; it passed after two minutes unless told. `status: undefined` has no verdict yet. */
export function rolledOut({
  startedAt,
  service = "shop",
  region = home,
  verdictSeconds = 120,
  ...rest
}: RolledOut): DecidedRecord {
  const status = "status" in rest ? rest.status : "passed";
  const base = aRollout();
  const number = String(Date.parse(startedAt));
  const serviceArn = base.serviceArn.replace(home, region).replace(/[^/]+$/, service);
  const rollout = {
    ...base,
    serviceArn,
    number,
    deploymentId: `ecs-svc/${number}`,
    startedAt,
    name: { ...base.name, service, region },
  };
  const decision = status === "passed" ? "proceed" : status === "failed" ? "alert" : "delegate";
  const release = rest.release ?? `v${number}`;
  const preset = { name: "migrations", kind: "log-signature", preset: "flyway" };
  return {
    ...aRecord({
      key: aKey({ releaseId: release, rollout: { serviceArn, deploymentId: rollout.deploymentId } }),
      release: { ...aRecord().release, id: release },
      rollout,
      profile: aProfile({
        ...(rest.hasMigrations === true && { checks: [preset] }),
        ...(rest.zone !== undefined && { promotion: anywhen(rest.zone) }),
      }),
    }),
    ...(status !== undefined && {
      verdict: aVerdict({
        status,
        decision: status === "superseded" ? "none" : decision,
        at: addSeconds(startedAt, verdictSeconds),
        ...(rest.completeSeconds !== undefined && { completedAt: addSeconds(startedAt, rest.completeSeconds) }),
        ...(rest.downtimeSeconds !== undefined && { downtimeSeconds: rest.downtimeSeconds }),
        ...(status === "failed" && { reason: "started: missing evidence" }),
      }),
    }),
    ...(rest.rollsBack !== undefined && {
      replaces: { ...aKey({ releaseId: rest.rollsBack }), verdict: "failed", isRolledBack: true as const },
    }),
    ...(rest.decisions !== undefined && { decisions: rest.decisions }),
    ...(rest.rollbackSeconds !== undefined && { rollbackSeconds: rest.rollbackSeconds }),
  };
}
