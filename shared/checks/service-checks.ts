import * as z from "zod/mini";
import type { ResolvedProfile, ServiceMeasurement } from "../domain/evidence.ts";
import type { RolloutFacts } from "../domain/facts.ts";
import type { Finding } from "../domain/finding.ts";
import type { Instant } from "../domain/time.ts";
import { keptChecks } from "./kept-checks.ts";
import { TaskHealth } from "./task-health/config.ts";
import { judgeTaskHealth } from "./task-health/judge.ts";

/** The kinds that judge what ECS says about the service; answered by CheckTaskHealth. */
export const ServiceCheckConfig = z.discriminatedUnion("kind", [TaskHealth]);

export interface ServiceCheck {
  readonly name: string;
  judge(seen: ServiceMeasurement, facts: RolloutFacts, now: Instant): Finding;
}

/** The service checks of a resolved profile, each with its judge. */
export function serviceChecks(profile: ResolvedProfile): readonly ServiceCheck[] {
  return keptChecks(profile, "CheckTaskHealth", ServiceCheckConfig).map((config) => {
    const check = { ...config, within: config.within ?? profile.rolloutWithinSeconds };
    return { name: check.name, judge: (...seen) => judgeTaskHealth(check, ...seen) };
  });
}
