import type { ServiceDeploymentRecord, TaskRecord } from "./cluster-state.ts";

/** ECS's default: half of the desired count, at least 3 and at most 200 failures (docs/facts/ecs.md 3.4). */
export function breakerThreshold(desired: number): number {
  return Math.min(200, Math.max(3, Math.ceil(desired / 2)));
}

/**
 * What a task's change means to the breaker. Stage 1 counts tasks that stop before RUNNING; stage 2, after one task was
 * RUNNING, counts health check failures. A task that ran and then exits by itself is not counted: the blind spot of
 * aws/containers-roadmap#1206.
 */
export function breakerSign(before: TaskRecord, after: TaskRecord, stage: 1 | 2): "failure" | "well" | undefined {
  if (after.lastStatus === "STOPPED" && before.lastStatus !== "STOPPED") {
    if (isDrained(after)) return undefined;
    if (stage === 1) return after.startedAt === undefined ? "failure" : undefined;
    return isHealthFailure(after.stoppedReason ?? "") ? "failure" : undefined;
  }
  const started = after.lastStatus === "RUNNING" && before.lastStatus !== "RUNNING";
  if (started) return "well";
  return after.healthStatus === "HEALTHY" && before.healthStatus !== "HEALTHY" ? "well" : undefined;
}

/** The breaker after one sign: in default mode a task that does well sets the count to zero. */
export function countSign(
  breaker: ServiceDeploymentRecord["breaker"],
  sign: "failure" | "well",
): ServiceDeploymentRecord["breaker"] {
  if (breaker.status !== "MONITORING") return breaker;
  return { ...breaker, failureCount: sign === "well" ? 0 : breaker.failureCount + 1 };
}

export function isTripped({ status, failureCount, threshold }: ServiceDeploymentRecord["breaker"]): boolean {
  return status === "MONITORING" && failureCount >= threshold;
}

function isDrained(task: TaskRecord): boolean {
  return task.stoppedReason?.startsWith("Scaling activity initiated by") === true || task.stopCode === "UserInitiated";
}

function isHealthFailure(reason: string): boolean {
  return /failed (?:ELB|container) health checks/.test(reason);
}
