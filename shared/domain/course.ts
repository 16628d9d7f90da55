import type { Measurement } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import type { Instant } from "./time.ts";

/** What the checks of the tasks and of the service have found out about the rollout's course. */
export interface Course {
  /** When ECS called the rollout complete, or where it does not say when, when task health saw it. */
  readonly completedAt: Instant | undefined;
  /** The service's first deployment, which replaces nothing; also while the rollout goes on and no look at the service tells otherwise. */
  readonly isFirst: boolean;
}

interface Seen {
  readonly findings: readonly Finding[];
  /** Oldest first. */
  readonly measurements: readonly Measurement[];
}

export function courseOf({ findings, measurements }: Seen): Course {
  const health = findings.find(({ kind }) => kind === "task-health");
  const told = health?.facts?.["completedAt"];
  const seen = health?.status === "passed" ? health.at : undefined;
  const completedAt = told === undefined ? seen : String(told);
  const deployment = measurements
    .flatMap((each) => (each.of === "service" ? [each.service.serviceDeployment] : []))
    .findLast((each) => each !== undefined);
  return {
    completedAt,
    isFirst: deployment === undefined ? completedAt === undefined : deployment.replacesNothing === true,
  };
}
