import type { ServiceCheck } from "../../shared/checks/service-checks.ts";
import { deploymentEnd } from "../../shared/domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../shared/domain/evidence.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { ValidatorError } from "../../shared/errors.ts";

/** A look at which the tasks could not be read. */
export interface BlindLook {
  /** Why they could not be read. */
  readonly error: unknown;
  /** What was concluded from the tasks as they were known before, a finding of each check. */
  readonly findings: readonly Finding[];
  readonly service: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly now: Instant;
}

/**
 * What ECS itself ended stands though the tasks cannot be read, and so does a crash loop, as a task that stopped stays so. While ECS
 * still works on the rollout a look that decides nothing has missed nothing: its events keep coming. Anything else would be
 * concluded from what tasks once were: one that was starting when they could last be read may run, one that ran may be unhealthy.
 * A fault of the validator's own is never passed over.
 */
export function standWithoutTasks(
  checks: readonly ServiceCheck[],
  { error, findings, service, facts, now }: BlindLook,
): boolean {
  if (!(error instanceof ValidatorError)) return false;
  const { kind } = deploymentEnd(service, facts.rollout, now);
  if (kind === "rolled back" || kind === "failed") return true;
  const lasting = { ...facts, tasks: facts.tasks.filter(({ lastStatus }) => lastStatus === "STOPPED") };
  if (checks.some((check) => isCrashLoop(check.judge(service, lasting, now)))) return true;
  return kind === "going on" && findings.every(({ status, mode }) => status === "pending" || mode === "shadow");
}

/** Only what fails by stops names the last of them (see `crashLoop`). */
function isCrashLoop({ status, facts }: Finding): boolean {
  return status === "failed" && facts?.["lastTask"] !== undefined;
}
