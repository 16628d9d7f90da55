import type { ServiceCheck } from "../../shared/checks/service-checks.ts";
import { deploymentEnd } from "../../shared/domain/deployment-end.ts";
import type { ServiceMeasurement } from "../../shared/domain/evidence.ts";
import type { RolloutFacts } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import type { Instant } from "../../shared/domain/time.ts";

/** A look at which the tasks could not be read. */
export interface BlindLook {
  /** What was concluded from the tasks as they were known before, a finding of each check. */
  readonly findings: readonly Finding[];
  readonly service: ServiceMeasurement;
  readonly facts: RolloutFacts;
  readonly now: Instant;
}

/**
 * What fails already stands though the tasks cannot be read: a rollback, or a crash loop, as a task that stopped stays so. While ECS
 * still works on the rollout a look that concludes nothing has missed nothing: its events keep coming. Anything else would be
 * concluded from what tasks once were, such as one that was starting when they could last be read.
 */
export function standWithoutTasks(
  checks: readonly ServiceCheck[],
  { findings, service, facts, now }: BlindLook,
): boolean {
  const lasting = { ...facts, tasks: facts.tasks.filter(({ lastStatus }) => lastStatus === "STOPPED") };
  const isLasting = checks.some(
    (check, index) => isFailure(findings[index]) && isFailure(check.judge(service, lasting, now)),
  );
  if (isLasting) return true;
  const { kind } = deploymentEnd(service, facts.rollout, now);
  return kind === "going on" && findings.every(({ status }) => status === "pending");
}

/** What is only missing may have come since. */
function isFailure(finding: Finding | undefined): boolean {
  return finding?.status === "failed" && finding.sign !== "missing";
}
