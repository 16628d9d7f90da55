import type { ServiceMeasurement } from "./evidence.ts";
import { withoutFullStop } from "./full-stop.ts";
import { isRolledBack } from "./rollback.ts";
import type { Rollout } from "./rollout.ts";
import { successorText } from "./successor-text.ts";
import { type Instant, secondsBetween } from "./time.ts";

/** How a rollout stands by ECS's own word. */
export type DeploymentEnd =
  | { readonly kind: "going on" }
  | { readonly kind: "completed" }
  | { readonly kind: "rolled back"; readonly reason: string }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "superseded"; readonly by: string; readonly release?: string }
  | { readonly kind: "gone"; readonly reason: string }
  | { readonly kind: "settling"; readonly reason: string };

/** A newer deployment can become visible this much after the older one was stopped. */
const settleSeconds = 30;

/** The service deployment is the truth; `deployments[]` answers where there is none, and says that the circuit breaker tripped. */
export function deploymentEnd(seen: ServiceMeasurement, rollout: Rollout, now: Instant): DeploymentEnd {
  if (seen.serviceStatus === "INACTIVE" || seen.serviceStatus === "DRAINING" || seen.serviceStatus === "MISSING") {
    return { kind: "gone", reason: `the service was deleted (${seen.serviceStatus})` };
  }
  return seen.serviceDeployment === undefined ? byDeployments(seen, rollout) : byServiceDeployment(seen, rollout, now);
}

function byServiceDeployment(seen: ServiceMeasurement, rollout: Rollout, now: Instant): DeploymentEnd {
  const deployment = seen.serviceDeployment;
  const status = deployment?.status ?? "";
  const reason = withAlarms(deployment?.rollback?.reason ?? deployment?.statusReason ?? status, deployment);
  if (deployment !== undefined && isRolledBack(deployment)) return { kind: "rolled back", reason };
  // With nothing to roll back to ECS starts no more tasks and never ends the service deployment.
  const failure = failureOf(seen.deployment);
  if (status !== "SUCCESSFUL" && status !== "STOPPED") return failure ?? { kind: "going on" };
  const newer = isNewer(seen, rollout);
  if (status === "SUCCESSFUL" && !newer) return { kind: "completed" };
  const replaced = /replaced by a new/i.test(deployment?.statusReason ?? "");
  if (newer) return supersededBy(seen.newer ?? { id: "unknown" });
  if (replaced) return { kind: "superseded", by: "a newer rollout" };
  if (failure !== undefined) return failure;
  if (secondsBetween(deployment?.finishedAt ?? now, now) < settleSeconds) {
    return { kind: "settling", reason: "ECS stopped the rollout; waiting whether a newer one took its place" };
  }
  return { kind: "failed", reason: withAlarms(deployment?.statusReason ?? "stopped without a rollback", deployment) };
}

/** ECS's own words about an alarm are not documented; its list of alarms that went off is. */
function withAlarms(reason: string, deployment: ServiceMeasurement["serviceDeployment"]): string {
  const alarms = deployment?.triggeredAlarms ?? [];
  if (alarms.length === 0) return reason;
  return `${withoutFullStop(reason)} (${alarms.length === 1 ? "alarm" : "alarms"} ${alarms.join(", ")} went off)`;
}

function byDeployments({ deployment, newer, ...seen }: ServiceMeasurement, rollout: Rollout): DeploymentEnd {
  const failure = failureOf(deployment);
  if (failure !== undefined) return failure;
  if (newer === undefined) return { kind: deployment?.rolloutState === "COMPLETED" ? "completed" : "going on" };
  if (isNewer({ newer, ...seen }, rollout)) return supersededBy(newer);
  return { kind: "rolled back", reason: `the service is back on ${successorText(newer.id, newer.release)}` };
}

function supersededBy({ id, release }: NonNullable<ServiceMeasurement["newer"]>): DeploymentEnd {
  return { kind: "superseded", by: id, ...(release !== undefined && { release }) };
}

function failureOf(deployment: ServiceMeasurement["deployment"]): DeploymentEnd | undefined {
  if (deployment?.rolloutState !== "FAILED") return undefined;
  return { kind: "failed", reason: deployment.rolloutStateReason ?? "FAILED" };
}

/** A rollback makes an older deployment primary again; only one that was created later replaces this rollout. */
function isNewer({ newer }: Pick<ServiceMeasurement, "newer">, rollout: Rollout): boolean {
  return newer !== undefined && (newer.createdAt === undefined || newer.createdAt > rollout.startedAt);
}
