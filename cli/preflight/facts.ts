import type { ResolvedProfile } from "../../shared/domain/evidence.ts";
import type { IdentityNames } from "../../shared/domain/identity.ts";
import type { LogReach } from "../../shared/domain/log-reach.ts";
import type { Release } from "../../shared/domain/release.ts";
import type { ContainerDefinition, ServiceDeployment } from "../../shared/domain/service-state.ts";
import type { Instant } from "../../shared/domain/time.ts";
import type { FoundProfile } from "../../shared/ports/profiles.ts";

/** What a reader answered, or why it could not. */
export type Read<Value> =
  | { readonly value: Value; readonly unread?: never }
  | { readonly unread: string; readonly isDenied: boolean; readonly value?: never };

/** A service with everything that decides how its next rollout can go. Percentages and seconds are ECS's own. */
export interface ServiceFacts {
  readonly arn: string;
  readonly name: string;
  readonly cluster: string;
  readonly region: string;
  readonly status: string;
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  readonly controller: string;
  readonly strategy: string;
  readonly scheduling: string;
  /** Launch type, or the capacity providers. */
  readonly platform: string;
  readonly desired: number;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly breaker: { readonly enable: boolean; readonly rollback: boolean };
  readonly alarms: { readonly enable: boolean; readonly names: readonly string[] };
  readonly graceSeconds: number;
  /** Containers that a load balancer sends traffic to. */
  readonly balanced: readonly string[];
  readonly taskDefinitionArn?: string;
  /** `rolloutState` of the PRIMARY entry of `deployments[]`. */
  readonly rolloutState?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A container's health check in the task definition; the image's own HEALTHCHECK is not read by ECS. */
export interface HealthCheckFacts {
  readonly intervalSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

export interface ContainerFacts extends ContainerDefinition {
  readonly healthCheck?: HealthCheckFacts;
  readonly isVersionConsistent: boolean;
}

export interface DefinitionFacts {
  readonly arn: string;
  readonly containers: readonly ContainerFacts[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A log group of a container; `logClass` is undefined when there is no such group. */
export interface LogGroupFacts {
  readonly container: string;
  readonly group: string;
  readonly region: string;
  readonly logClass: Read<string | undefined>;
}

export interface AlarmFacts {
  readonly name: string;
  /** OK, ALARM or INSUFFICIENT_DATA; undefined when there is no such alarm. */
  readonly state?: string;
}

/** Another service of the cluster that runs tasks. */
export interface SiblingFacts {
  readonly service: string;
  /** Of its essential containers. */
  readonly images: readonly string[];
}

/** Everything that preflight judges, read once. */
export interface PreflightFacts {
  /** By the clock of the machine. */
  readonly now: Instant;
  readonly service: ServiceFacts;
  /** Newest first. */
  readonly deployments: Read<readonly ServiceDeployment[]>;
  /** Undefined when ECS cannot describe it, or the service has none. */
  readonly definition: Read<DefinitionFacts | undefined>;
  /** Undefined also when no validator is deployed in the Region. */
  readonly registered: Read<Release | undefined>;
  readonly profile: Read<FoundProfile | undefined>;
  /** That profile as a validation would use it: the built-in default where there is none, or none that can be used. */
  readonly resolved: ResolvedProfile;
  readonly identityNames: IdentityNames;
  readonly logGroups: readonly LogGroupFacts[];
  /** What the validator's functions may read; undefined when no stack publishes it. */
  readonly logReach: Read<LogReach | undefined>;
  /** `containerInsights` of the cluster: enabled, enhanced or disabled. */
  readonly insights: Read<string | undefined>;
  readonly siblings: Read<readonly SiblingFacts[]>;
  readonly alarms: Read<readonly AlarmFacts[]>;
}
