import type { LogReach } from "../../shared/domain/log-reach.ts";
import type { Release } from "../../shared/domain/release.ts";
import type { ServiceDeployment } from "../../shared/domain/service-state.ts";
import type { ServiceCatalogue } from "../../shared/ports/ecs.ts";
import type { LogGroups } from "../../shared/ports/logs.ts";
import type { FoundProfile } from "../../shared/ports/profiles.ts";
import type { AlarmFacts, DefinitionFacts, ServiceFacts, SiblingFacts } from "./facts.ts";
import type { Target } from "./target.ts";

/** What preflight reads. Like every port these throw ValidatorError only. */
export interface PreflightPorts {
  /** Undefined when the cluster has no such service; NotFound when there is no such cluster. */
  service(target: Target): Promise<ServiceFacts | undefined>;
  /** To say which names are near. */
  readonly names: Pick<ServiceCatalogue, "clusters" | "services">;
  deployments(serviceArn: string): Promise<readonly ServiceDeployment[]>;
  definition(arn: string): Promise<DefinitionFacts | undefined>;
  registered(serviceArn: string, taskDefinitionArn: string): Promise<Release | undefined>;
  profile(target: Target): Promise<FoundProfile | undefined>;
  logClass: LogGroups["logClass"];
  /** What the validator's functions may read. */
  logReach(): Promise<LogReach | undefined>;
  /** The setting `containerInsights` of a cluster. */
  insights(cluster: string): Promise<string | undefined>;
  /** The other services of the cluster that want tasks. */
  siblings(service: Target): Promise<readonly SiblingFacts[]>;
  /** Only those that exist. */
  alarms(names: readonly string[]): Promise<readonly AlarmFacts[]>;
}
