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

/** Where a container's lines go, from its task definition. `stream` is known only for awslogs with a stream prefix. */
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
  readonly containers: readonly ContainerSnapshot[];
}
