import type { RolloutRef } from "../domain/rollout.ts";
import type { ServiceDeployment, ServiceState, TaskDefinition } from "../domain/service-state.ts";
import type { Task } from "../domain/task.ts";

/** Amazon ECS, read only. */
export interface EcsReader {
  /** Undefined when the service or its cluster does not exist (any more). */
  service(serviceArn: string): Promise<ServiceState | undefined>;
  /** The newest service deployments of a service, newest first. */
  serviceDeployments(serviceArn: string): Promise<readonly ServiceDeployment[]>;
  serviceDeployment(arn: string): Promise<ServiceDeployment | undefined>;
  /**
   * Tasks of one rollout, running and (as long as ECS remembers) stopped; `known` task ARNs that stopped are not read again.
   * With `running` nothing is read beyond one list, and nothing returned, as long as exactly these tasks are wanted to run.
   */
  tasks(rollout: RolloutRef, known: ReadonlySet<string>, running?: ReadonlySet<string>): Promise<readonly Task[]>;
  /** Undefined when ECS cannot describe it any more. */
  taskDefinition(arn: string): Promise<TaskDefinition | undefined>;
}

/** What a rollout's revision froze. */
export interface ServiceRevisions {
  /** Digests of its images by container name, without those that ECS did not resolve. Undefined when it cannot be described. */
  imageDigests(revisionArn: string): Promise<Readonly<Record<string, string>> | undefined>;
}

/** Every service of the account and Region. */
export interface ServiceCatalogue {
  /** ARNs of all clusters. */
  clusters(): Promise<readonly string[]>;
  /** One page of a cluster's services; `next` continues it. */
  services(cluster: string, token?: string): Promise<{ readonly arns: readonly string[]; readonly next?: string }>;
  /** Services of one cluster, at most 10; those that are gone are left out. */
  describe(cluster: string, arns: readonly string[]): Promise<readonly ServiceState[]>;
}
