import type { GateRollout, PlaceFacts } from "../../shared/domain/gate/facts.ts";
import type { PromotionWindow } from "../../shared/domain/gate/promotion-window.ts";
import { type Requirement, requirementName } from "../../shared/domain/gate/question.ts";
import type { OperatorDecision } from "../../shared/domain/operator-decision.ts";
import type { Task } from "../../shared/domain/task.ts";
import { aVerdict } from "./a-finding.ts";
import { aProfile, aRecord } from "./a-record.ts";
import { aRollout, at, region } from "./a-rollout.ts";

/** `shop@v2.3.1` must run in the first Region and have passed; no soak. */
export function aRequirement(over: Partial<Requirement> = {}): Requirement {
  return { kind: "region", service: "shop", region, release: "v2.3.1", soakSeconds: 0, ...over };
}

export interface RolloutOver {
  readonly release?: string;
  /** `unknown`: its evidence knows none. */
  readonly commit?: string;
  readonly digest?: string;
  readonly environment?: string;
  /** Seconds after the usual start. */
  readonly startedAt?: number;
  readonly number?: string;
  /** The verdict's status; `running` has none. Its time is 252 s after the rollout's start. */
  readonly verdict?: "passed" | "failed" | "inconclusive" | "superseded" | "running";
  /** Seconds after the usual start, when it is another time. */
  readonly verdictAt?: number;
  readonly overrides?: boolean;
  readonly soakSeconds?: number;
  readonly evidenceAgeSeconds?: number;
  readonly decisions?: readonly OperatorDecision[];
  readonly approval?: boolean;
  readonly window?: PromotionWindow;
  /** Of its task-health check; the default unless told. */
  readonly maxStops?: number | string;
  /** As the register has them; none unless told. */
  readonly tasks?: readonly Task[];
}

/** A rollout of v2.3.1 that passed 252 s after its start, into production. */
export function aGateRollout(over: RolloutOver = {}): GateRollout {
  const {
    release = "v2.3.1",
    startedAt = 0,
    number = "1571272475813219068",
    verdict = "passed",
    decisions = [],
  } = over;
  const deploymentId = `ecs-svc/${number}`;
  const base = aRecord();
  const { commit: usual = "unknown", ...named } = base.release;
  const { commit = usual } = over;
  const { soakSeconds = 0, overrides = false, evidenceAgeSeconds, approval, window, maxStops } = over;
  return {
    decisions,
    ...(over.tasks && { tasks: over.tasks }),
    record: aRecord({
      key: { releaseId: release, rollout: { ...base.key.rollout, deploymentId } },
      release: {
        ...named,
        id: release,
        ...(commit !== "unknown" && { commit }),
        ...(over.digest && { digest: over.digest }),
      },
      rollout: aRollout({ deploymentId, number, startedAt: at(startedAt) }),
      profile: aProfile({
        environment: over.environment ?? "production",
        ...(maxStops !== undefined && { checks: [{ name: "task-health", kind: "task-health", maxStops }] }),
        promotion: {
          regions: [],
          soakSeconds,
          overrides,
          ...(evidenceAgeSeconds && { evidenceAgeSeconds }),
          ...(approval && { approval }),
          ...(window && { window }),
        },
      }),
      openedAt: at(startedAt + 1),
      deadline: at(startedAt + 1380),
      ...(verdict !== "running" && {
        verdict: aVerdict({ status: verdict, reason: `it ${verdict}`, at: at(over.verdictAt ?? startedAt + 252) }),
      }),
    }),
  };
}

/** What the requirement's Region answered. */
export function someFacts(rollouts: readonly GateRollout[], requirement: Requirement = aRequirement()): PlaceFacts {
  return { requirement: requirementName(requirement), answered: true, rollouts };
}

/** `proceed`, decided at second 600 by a person, good for four hours. */
export function anOperatorDecision(over: Partial<OperatorDecision> = {}): OperatorDecision {
  return {
    id: "d1",
    at: at(600),
    decision: "proceed",
    reason: "looked at it",
    by: { principal: "arn:aws:sts::111122223333:assumed-role/operator/mia" },
    expiresAt: at(600 + 4 * 3600),
    ...over,
  };
}
