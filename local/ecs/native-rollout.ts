import type { Instant } from "../../shared/domain/time.ts";

/** What CreateService settles for good. */
export interface ServiceKind {
  readonly controller: "ECS" | "CODE_DEPLOY" | "EXTERNAL";
  readonly scheduling: "REPLICA" | "DAEMON";
  readonly launchType: "FARGATE" | "EC2";
  readonly strategy: Strategy;
  /** CloudWatch alarms that fail a deployment. */
  readonly alarms: readonly string[];
  /** Names of the target groups into which its tasks are put. */
  readonly targetGroups: readonly string[];
}

/** Deployment strategy of the ECS controller; minutes as in its API (docs/facts/ecs.md 5.1). */
export interface Strategy {
  readonly name: "ROLLING" | "BLUE_GREEN" | "LINEAR" | "CANARY";
  readonly bakeMinutes: number;
  /** Traffic of one step: of each of LINEAR, of the first of CANARY. */
  readonly stepPercent: number;
  readonly stepBakeMinutes: number;
  /** Stages that have a lifecycle hook. */
  readonly hooks: readonly string[];
}

/** Where a native blue/green, linear or canary rollout stands. */
export interface LifecycleRecord {
  readonly stage: string;
  /** Percent of the traffic that the target revision gets. */
  readonly weights: { readonly test: number; readonly production: number };
  readonly hooks: readonly HookRecord[];
}

export interface HookRecord {
  readonly id: string;
  readonly status: "AWAITING_ACTION" | "IN_PROGRESS" | "SUCCEEDED" | "FAILED" | "TIMED_OUT";
  readonly expiresAt: Instant;
}
