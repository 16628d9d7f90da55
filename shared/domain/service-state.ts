import type { Instant } from "./time.ts";

/** The service deployment, ECS's own record of a rollout. Statuses are open-ended. */
export interface ServiceDeployment {
  readonly arn: string;
  readonly status: string;
  readonly statusReason?: string;
  /** The `<n>` at the end of the target service revision's ARN. */
  readonly number?: string;
  readonly targetRevisionArn?: string;
  readonly createdAt?: Instant;
  readonly startedAt?: Instant;
  readonly finishedAt?: Instant;
  /** It names no revision that it takes the place of: the service's first. */
  readonly replacesNothing?: true;
  readonly lifecycleStage?: string;
  readonly rollback?: { readonly reason?: string; readonly startedAt?: Instant; readonly revisionArn?: string };
  readonly circuitBreaker?: { readonly status?: string; readonly failureCount?: number; readonly threshold?: number };
  readonly triggeredAlarms?: readonly string[];
  /** Percent of the traffic that the target revision gets; only of native blue/green, linear and canary rollouts. */
  readonly trafficWeights?: { readonly test?: number; readonly production?: number };
  readonly hooks?: readonly LifecycleHook[];
}

/** A lifecycle hook of a native blue/green, linear or canary rollout; statuses are open-ended. */
export interface LifecycleHook {
  readonly id: string;
  readonly status: string;
  readonly expiresAt?: Instant;
}

/** One entry of `deployments[]` of DescribeServices: live counts, and the fallback for the rollout state. */
export interface DeploymentEntry {
  readonly id: string;
  readonly status: string;
  readonly taskDefinitionArn?: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
  readonly createdAt?: Instant;
}

/** What the controllers CODE_DEPLOY and EXTERNAL have instead of deployments. */
export interface TaskSetEntry {
  /** `ecs-svc/<n>`, by which its tasks name who started them. */
  readonly id: string;
  readonly taskDefinitionArn?: string;
  readonly createdAt?: Instant;
}

/** One of the latest 100 messages of a service, for people. */
export interface ServiceMessage {
  readonly at: Instant;
  readonly text: string;
}

/** A service as ECS describes it at one moment. */
export interface ServiceState {
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly status: string;
  readonly desired: number;
  /** Tasks of all its deployments that run. */
  readonly running?: number;
  /** Percent of the desired tasks that must stay up during a rollout. */
  readonly minimumHealthyPercent?: number;
  readonly controller: string;
  readonly strategy: string;
  readonly circuitBreaker: boolean;
  /** Whether it rolls back when it trips. */
  readonly breakerRollsBack?: boolean;
  readonly schedulingStrategy: string;
  readonly currentServiceDeploymentArn?: string;
  readonly deployments: readonly DeploymentEntry[];
  readonly tags: Readonly<Record<string, string>>;
  readonly messages?: readonly ServiceMessage[];
  /** Seconds in which the deployment strategy only waits: bake and step times; absent when there are none. */
  readonly plannedWaitSeconds?: number;
  /** Lifecycle hooks may keep a rollout waiting, for days if somebody's word is awaited. */
  readonly hasLifecycleHooks?: true;
  readonly taskSets?: readonly TaskSetEntry[];
  /** ARNs of the target groups into which its tasks are put, those of the other colour too; absent when there are none. */
  readonly targetGroups?: readonly string[];
  /** When one of its deployments changed last. */
  readonly changedAt?: Instant;
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly hasHealthCheck: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly dockerLabels: Readonly<Record<string, string>>;
  readonly logDriver?: string;
  readonly logOptions: Readonly<Record<string, string>>;
}

export interface TaskDefinition {
  readonly arn: string;
  readonly containers: readonly ContainerDefinition[];
  readonly tags: Readonly<Record<string, string>>;
}
