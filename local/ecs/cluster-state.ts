import type { Instant } from "../../shared/domain/time.ts";
import type { LifecycleRecord, ServiceKind } from "./native-rollout.ts";
import type { Place } from "./place.ts";

/** Everything that a simulated cluster knows. Immutable: every transition makes a new one, so that a late reader can be shown an old one. */
export interface ClusterState {
  readonly place: Place;
  /** By name. */
  readonly services: Readonly<Record<string, ServiceRecord>>;
  /** By ARN. */
  readonly taskDefinitions: Readonly<Record<string, TaskDefinitionRecord>>;
  /** By ARN, in the order of their start. */
  readonly tasks: Readonly<Record<string, TaskRecord>>;
}

export interface ServiceRecord {
  readonly name: string;
  readonly arn: string;
  readonly desired: number;
  readonly breaker: { readonly enable: boolean; readonly rollback: boolean };
  /** DRAINING from DeleteService on, INACTIVE once its tasks are gone; later ECS forgets it. */
  readonly status: "ACTIVE" | "DRAINING" | "INACTIVE";
  readonly kind: ServiceKind;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: Instant;
  /** Newest first; the first one is PRIMARY. None unless the controller is ECS. */
  readonly deployments: readonly DeploymentRecord[];
  /** Newest first. */
  readonly serviceDeployments: readonly ServiceDeploymentRecord[];
  /** Newest first; only of the controllers CODE_DEPLOY and EXTERNAL. */
  readonly taskSets: readonly TaskSetRecord[];
  /** By `<n>`. */
  readonly revisions: Readonly<Record<string, RevisionRecord>>;
  /** Service event messages, newest first; ECS keeps 100. */
  readonly messages: readonly { readonly id: string; readonly at: Instant; readonly text: string }[];
}

/** A task set: what CODE_DEPLOY and EXTERNAL have instead of deployments (docs/facts/ecs.md 1.5). */
export interface TaskSetRecord {
  readonly id: string;
  readonly status: "PRIMARY" | "ACTIVE";
  readonly taskDefinitionArn: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly isSteady: boolean;
}

/** An entry of `deployments[]`; its counts are those of its tasks. */
export interface DeploymentRecord {
  readonly id: string;
  readonly status: "PRIMARY" | "ACTIVE";
  readonly taskDefinitionArn: string;
  /** Consecutive failures; a task that runs well sets it back to zero (docs/facts/ecs.md 2.1). */
  readonly failedTasks: number;
  readonly rolloutState: "IN_PROGRESS" | "COMPLETED" | "FAILED";
  readonly rolloutStateReason: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export type ServiceDeploymentStatus =
  | "PENDING"
  | "IN_PROGRESS"
  | "SUCCESSFUL"
  | "STOP_REQUESTED"
  | "STOPPED"
  | "ROLLBACK_REQUESTED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_SUCCESSFUL"
  | "ROLLBACK_FAILED";

export interface ServiceDeploymentRecord {
  readonly arn: string;
  /** The `<n>` of its target revision. */
  readonly number: string;
  /** The `<n>`s it replaces. */
  readonly sources: readonly string[];
  readonly status: ServiceDeploymentStatus;
  readonly statusReason?: string;
  readonly createdAt: Instant;
  readonly startedAt: Instant;
  readonly updatedAt: Instant;
  readonly finishedAt?: Instant;
  readonly rollback?: { readonly reason: string; readonly startedAt: Instant; readonly number: string };
  readonly breaker: {
    readonly status: "TRIGGERED" | "MONITORING" | "MONITORING_COMPLETE" | "DISABLED";
    readonly failureCount: number;
    readonly threshold: number;
  };
  readonly alarms: { readonly status: "TRIGGERED" | "MONITORING" | "DISABLED"; readonly triggered: readonly string[] };
  /** Undefined for a rolling rollout. */
  readonly lifecycle?: LifecycleRecord;
  /** Task counts at its end: ECS freezes them there (docs/facts/ecs.md 2.2). */
  readonly frozen?: TaskCounts;
}

export interface TaskCounts {
  readonly running: number;
  readonly pending: number;
}

interface RevisionRecord {
  readonly number: string;
  readonly taskDefinitionArn: string;
  readonly createdAt: Instant;
}

export interface TaskDefinitionRecord {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  readonly containers: readonly ContainerSpec[];
  readonly tags: Readonly<Record<string, string>>;
  readonly registeredAt: Instant;
  readonly status: "ACTIVE" | "INACTIVE" | "DELETED";
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly dockerLabels: Readonly<Record<string, string>>;
  readonly healthCheck: boolean;
  /** `disabled`: each task pulls what the tag means then. Enabled when absent, as in ECS. */
  readonly versionConsistency?: "disabled";
  /** Absent = no log configuration at all. */
  readonly logs?: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
}

export interface TaskRecord {
  readonly arn: string;
  readonly service: string;
  /** `ecs-svc/<n>`. */
  readonly startedBy: string;
  readonly taskDefinitionArn: string;
  readonly lastStatus: string;
  readonly desiredStatus: "RUNNING" | "STOPPED";
  readonly healthStatus: "HEALTHY" | "UNHEALTHY" | "UNKNOWN";
  /** Grows with every change (docs/facts/ecs.md 1.7). */
  readonly version: number;
  readonly zone: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly pullStartedAt?: Instant;
  readonly pullStoppedAt?: Instant;
  readonly startedAt?: Instant;
  readonly stoppingAt?: Instant;
  readonly executionStoppedAt?: Instant;
  readonly stoppedAt?: Instant;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly ContainerRecord[];
}

export interface ContainerRecord {
  readonly name: string;
  readonly image: string;
  readonly imageDigest?: string;
  readonly runtimeId?: string;
  readonly lastStatus: string;
  readonly healthStatus: "HEALTHY" | "UNHEALTHY" | "UNKNOWN";
  readonly exitCode?: number;
  readonly reason?: string;
}

/** A transition's result: the new state, and the events that ECS sends for it, in its order. */
export interface Transition {
  readonly state: ClusterState;
  readonly events: readonly EcsEvent[];
}

/** What becomes an EventBridge envelope. */
export interface EcsEvent {
  readonly detailType: string;
  readonly at: Instant;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

export function service(state: ClusterState, name: string): ServiceRecord {
  const found = state.services[name];
  if (!found) throw new Error(`The cluster ${state.place.cluster} has no service ${name}.`);
  return found;
}

export function withService(state: ClusterState, changed: ServiceRecord): ClusterState {
  return { ...state, services: { ...state.services, [changed.name]: changed } };
}

/** Tasks of one rollout that are running (RUNNING) and on their way there (before RUNNING). */
export function taskCounts(state: ClusterState, startedBy: string): TaskCounts {
  const tasks = Object.values(state.tasks).filter(
    (task) => task.startedBy === startedBy && task.desiredStatus === "RUNNING",
  );
  const running = tasks.filter((task) => task.lastStatus === "RUNNING").length;
  return { running, pending: tasks.length - running };
}
