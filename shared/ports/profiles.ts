import type { Release } from "../domain/release.ts";
import type { Instant } from "../domain/time.ts";

export interface FoundProfile {
  /** YAML or JSON as the team wrote it. */
  readonly text: string;
  /** Where it was found, e.g. the parameter's name. */
  readonly source: string;
}

export interface ProfileSource {
  find(cluster: string, service: string): Promise<FoundProfile | undefined>;
}

/** A deployer's explicit word on which release a task definition carries. */
export interface Registrations {
  register(serviceArn: string, taskDefinitionArn: string, release: Release, at: Instant): Promise<void>;
  find(serviceArn: string, taskDefinitionArn: string): Promise<Release | undefined>;
}
