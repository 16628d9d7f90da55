import { operationChecks } from "../../shared/checks/operation-checks.ts";
import type { LookSignal } from "../../shared/checks/stay.ts";
import { openedRecords } from "../../shared/closing/opened-records.ts";
import type { ValidationKey } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { type WatchPorts, watchEndpoints } from "./watch-endpoints.ts";

export interface CheckOperationsInput {
  readonly validation: ValidationKey;
  readonly signal: LookSignal;
}

/** Asks other services than ECS and Logs, as the checks of the profile want it; those that it lacks cost one read of the record in the life of a container. */
export function checkOperations(ports: WatchPorts) {
  const opened = openedRecords(ports.evidence);
  return async ({ validation, signal }: CheckOperationsInput): Promise<{ readonly findings: readonly Finding[] }> => {
    const { profile, rollout } = await opened(validation);
    const checks = operationChecks(profile);
    if (checks.length === 0) return { findings: [] };
    const kept = await ports.evidence.kept(validation);
    const watches = checks.map((check) =>
      watchEndpoints(ports, check, { validation, signal, kept, startedAt: rollout.startedAt }),
    );
    return { findings: await Promise.all(watches) };
  };
}
