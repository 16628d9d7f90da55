import * as z from "zod/mini";
import type { ResolvedProfile, ServiceMeasurement } from "../domain/evidence.ts";
import type { RolloutFacts } from "../domain/facts.ts";
import type { Finding } from "../domain/finding.ts";
import type { Instant } from "../domain/time.ts";
import { Artifact } from "./artifact/config.ts";
import { judgeArtifact } from "./artifact/judge.ts";
import { keptChecks } from "./kept-checks.ts";
import { TaskHealth } from "./task-health/config.ts";
import { judgeTaskHealth } from "./task-health/judge.ts";

/** The kinds that judge what ECS says about the service; answered by CheckTaskHealth. */
export const ServiceCheckConfig = z.discriminatedUnion("kind", [TaskHealth, Artifact]);
export type ServiceCheckConfig = z.infer<typeof ServiceCheckConfig>;

export interface ServiceCheck {
  readonly name: string;
  readonly kind: ServiceCheckConfig["kind"];
  judge(seen: ServiceMeasurement, facts: RolloutFacts, now: Instant): Finding;
}

/** The service checks of a resolved profile, each with its judge. */
export function serviceChecks(profile: ResolvedProfile): readonly ServiceCheck[] {
  return keptChecks(profile, "CheckTaskHealth", ServiceCheckConfig).map((config) =>
    bind(config, config.within ?? profile.rolloutWithinSeconds),
  );
}

function bind(config: ServiceCheckConfig, within: number): ServiceCheck {
  const { name, kind } = config;
  switch (config.kind) {
    case "task-health":
      return { name, kind, judge: (...seen) => judgeTaskHealth({ ...config, within }, ...seen) };
    case "artifact":
      return { name, kind, judge: (...seen) => judgeArtifact({ ...config, within }, ...seen) };
    default:
      return config satisfies never;
  }
}
