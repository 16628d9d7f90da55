import type { PostedStatus } from "../domain/commit-status.ts";
import type { GateState } from "../domain/gate/decision.ts";
import type { VerdictStatus } from "../domain/verdict.ts";
import { pascalCase } from "./pascal-case.ts";

/** Of every metric that the functions write. */
export const metricsNamespace = "EcsRolloutValidator";

/** The dimension `service` of the metrics of releases, whichever function writes them; of the others it is the function's folder. */
export const releasesService = "releases";

/** `VerdictPassed` and so on. */
export function verdictMetric(status: VerdictStatus): string {
  return `Verdict${pascalCase(status)}`;
}

/** `StatusAlreadyPosted` and so on. */
export function statusMetric(outcome: PostedStatus["outcome"]): string {
  return `Status${pascalCase(outcome)}`;
}

/** `GateOpen` and so on. */
export function gateMetric(state: GateState): string {
  return `Gate${pascalCase(state)}`;
}

/** `ErrorDependencyThrottled` and so on: the error that ended a call. */
export function errorMetric(name: string): string {
  return `Error${name}`;
}
