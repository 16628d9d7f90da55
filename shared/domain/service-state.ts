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
  readonly lifecycleStage?: string;
  readonly rollback?: { readonly reason?: string; readonly startedAt?: Instant; readonly revisionArn?: string };
  readonly circuitBreaker?: { readonly status?: string; readonly failureCount?: number; readonly threshold?: number };
  readonly triggeredAlarms?: readonly string[];
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

/** A service as ECS describes it at one moment. */
export interface ServiceState {
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly status: string;
  readonly desired: number;
  readonly controller: string;
  readonly strategy: string;
  readonly circuitBreaker: boolean;
  readonly schedulingStrategy: string;
  readonly currentServiceDeploymentArn?: string;
  readonly deployments: readonly DeploymentEntry[];
  readonly tags: Readonly<Record<string, string>>;
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
