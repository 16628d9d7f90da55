import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { addSeconds } from "../../shared/domain/time.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";
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
}

/** A rollout of the past; it passed after two minutes unless told. `status: undefined` has no verdict yet. */
export function rolledOut({
  startedAt,
  service = "shop",
  region = home,
  verdictSeconds = 120,
  ...rest
}: RolledOut): ValidationRecord {
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
  const preset = { name: "migrations", kind: "log-signature", preset: "flyway" };
  return {
    ...aRecord({
      key: aKey({ releaseId: `v${number}`, rollout: { serviceArn, deploymentId: rollout.deploymentId } }),
      release: { ...aRecord().release, id: `v${number}` },
      rollout,
      profile: aProfile(rest.hasMigrations === true ? { checks: [preset] } : {}),
    }),
    ...(status !== undefined && {
      verdict: aVerdict({
        status,
        decision: status === "superseded" ? "none" : decision,
        at: addSeconds(startedAt, verdictSeconds),
        ...(status === "failed" && { reason: "started: missing evidence" }),
      }),
    }),
    ...(rest.rollbackSeconds !== undefined && { rollbackSeconds: rest.rollbackSeconds }),
  };
}
