import type { TimelineEntry } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import type { ServiceDeployment } from "./service-state.ts";
import { humanDuration, type Instant, secondsBetween } from "./time.ts";

/** A newer rollout stops also a rollback that is under way: then only its start tells of it. */
export function isRolledBack({ status, rollback }: Pick<ServiceDeployment, "status" | "rollback">): boolean {
  return status.startsWith("ROLLBACK") || rollback?.startedAt !== undefined;
}

/** A rollback is to be over within two minutes. */
export const rollbackTargetSeconds = 120;

/** A rollback that is over. */
export interface Rollback {
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  /** Whether the older revision runs again. */
  readonly succeeded: boolean;
  /** From its start until ECS called the older revision steady again, or gave up. */
  readonly seconds: number;
  /** What ECS went back to: the deployment id of the older revision, or the release that it carries where that is known. */
  readonly to?: string;
}

/**
 * The rollback of a service deployment, once it is over. ECS tells two moments: `rollback.startedAt`, and `finishedAt` with
 * ROLLBACK_SUCCESSFUL, when the older revision is in its steady state: all its tasks run and are healthy, and no other is left.
 */
export function rollbackOf({ status, rollback, finishedAt }: ServiceDeployment): Rollback | undefined {
  if (status !== "ROLLBACK_SUCCESSFUL" && status !== "ROLLBACK_FAILED") return undefined;
  if (rollback?.startedAt === undefined || finishedAt === undefined) return undefined;
  const { startedAt } = rollback;
  const seconds = secondsBetween(startedAt, finishedAt);
  const number = rollback.revisionArn?.split("/").at(-1);
  const to = number === undefined ? undefined : `ecs-svc/${number}`;
  return {
    startedAt,
    finishedAt,
    succeeded: status === "ROLLBACK_SUCCESSFUL",
    seconds,
    ...(to !== undefined && { to }),
  };
}

export function rollbackEntries(rollback: Rollback): readonly TimelineEntry[] {
  return [
    { at: rollback.startedAt, id: "rollback#started", text: "rollback started" },
    { at: rollback.finishedAt, id: "rollback#finished", text: rollbackText(rollback) },
  ];
}

/** The rollback's time against its target. It never decides: that a rollout was rolled back is a failure already. */
export function rollbackFinding(rollback: Rollback): Finding {
  const { succeeded, finishedAt, to } = rollback;
  const seconds = Math.round(rollback.seconds);
  const isInTime = succeeded && seconds <= rollbackTargetSeconds;
  return {
    check: "rollback",
    kind: "rollback",
    mode: "shadow",
    status: isInTime ? "passed" : "failed",
    ...(!isInTime && { sign: "seen" as const }),
    reason: rollbackText(rollback),
    at: finishedAt,
    facts: {
      rollbackSeconds: seconds,
      targetSeconds: rollbackTargetSeconds,
      ...(succeeded && to !== undefined && { rolledBackTo: to }),
    },
  };
}

/** What a kept finding says of a rollback. */
export function toldRollback({ reason, facts = {} }: Finding): Pick<Rollback, "succeeded" | "seconds" | "to"> {
  const { rollbackSeconds, rolledBackTo } = facts;
  return {
    succeeded: reason.startsWith("rollback finished"),
    seconds: Number(rollbackSeconds ?? 0),
    ...(rolledBackTo !== undefined && { to: String(rolledBackTo) }),
  };
}

function rollbackText({ succeeded, seconds }: Rollback): string {
  const target = `(target ${humanDuration(rollbackTargetSeconds)})`;
  return `rollback ${succeeded ? "finished" : "failed"} after ${humanDuration(Math.round(seconds))} ${target}`;
}
