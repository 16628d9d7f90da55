import type { ReleasedDigest } from "./image.ts";
import type { Instant } from "./time.ts";

/** Names one rollout: `deploymentId` is ECS's `ecs-svc/<n>`. Unique per service for as long as ECS keeps the service. */
export interface RolloutRef {
  readonly serviceArn: string;
  readonly deploymentId: string;
}

export interface ServiceName {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly cluster: string;
  readonly service: string;
}

const serviceArnForm =
  /^arn:(aws[a-z-]*):ecs:([a-z0-9-]+):(\d{12}):service\/([A-Za-z0-9_-]{1,255})(?:\/([A-Za-z0-9_-]{1,255}))?$/;
const deploymentIdForm = /^ecs-svc\/(\d{1,32})$/;

/** The parts of a service ARN; the old short form has no cluster and means `default`. Undefined when it is no service ARN. */
export function parseServiceArn(arn: string): ServiceName | undefined {
  const [, partition, region, account, first, second] = serviceArnForm.exec(arn) ?? [];
  if (!partition || !region || !account || !first) return undefined;
  const named = second === undefined ? { cluster: "default", service: first } : { cluster: first, service: second };
  return { partition, region, account, ...named };
}

/** The `<n>` of `ecs-svc/<n>`, which is also the last segment of the target service revision's ARN. */
export function deploymentNumber(deploymentId: string): string | undefined {
  return deploymentIdForm.exec(deploymentId)?.[1];
}

/** Where a container's lines go, from its task definition; for awsfirelens from the profile. The stream is known only for awslogs. */
export interface ContainerLogs {
  readonly driver: string;
  readonly group?: string;
  readonly region?: string;
  readonly streamPrefix?: string;
  /** ECS loses lines in `non-blocking` mode when the buffer is full; the default since 25 June 2025. */
  readonly mode?: string;
  readonly maxBufferSize?: string;
  /** Log class of the group; `INFREQUENT_ACCESS` can be read by Logs Insights only. */
  readonly logClass?: string;
}

export interface ContainerSnapshot {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly hasHealthCheck: boolean;
  readonly logs?: ContainerLogs;
  /** The digest that the release states for it; absent when only a tag says what it runs. */
  readonly released?: ReleasedDigest;
}

/** What was true when the validation opened; ECS forgets most of it. */
export interface Rollout extends RolloutRef {
  readonly name: ServiceName;
  readonly number: string;
  readonly serviceDeploymentArn?: string;
  readonly taskDefinitionArn: string;
  readonly startedAt: Instant;
  readonly desiredCount: number;
  readonly strategy: string;
  readonly circuitBreaker: boolean;
  /** Whether its circuit breaker rolls back when it trips; absent in records from before this was kept. */
  readonly breakerRollsBack?: boolean;
  /** Bake and step times of its deployment strategy, which are no time to become stable; absent when there are none. */
  readonly plannedWaitSeconds?: number;
  /** Lifecycle hooks may keep it waiting for days. */
  readonly hasLifecycleHooks?: true;
  /** Why it cannot be validated at all, e.g. its deployment controller; the verdict is then never a pass. */
  readonly unvalidatable?: string;
  readonly containers: readonly ContainerSnapshot[];
}

/** How a rollout's record is linked to the rollouts before and after it. */
export interface RolloutLinks {
  /** The rollout of the service that was validated before this one, and its verdict as it stood when this one opened. */
  readonly replaces?: ReplacedRollout;
  /** From the start of its rollback until the older revision was steady again; absent as long as no rollback succeeded. */
  readonly rollbackSeconds?: number;
}

export interface ReplacedRollout {
  readonly releaseId: string;
  readonly rollout: RolloutRef;
  readonly verdict?: string;
  /** It had failed, and the release of this rollout had passed here before: somebody went back on purpose. */
  readonly isRolledBack?: true;
}
