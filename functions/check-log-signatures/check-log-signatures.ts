import { logChecks } from "../../shared/checks/log-checks.ts";
import { operationChecks } from "../../shared/checks/operation-checks.ts";
import { isNewlySettled, type LookSignal } from "../../shared/checks/stay.ts";
import { openedRecords } from "../../shared/closing/opened-records.ts";
import type { Measurement, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { fitFindings } from "../../shared/domain/fit-findings.ts";
import type { CheckLogSignaturesPorts } from "./log-watch.ts";
import { stayAtLogs } from "./stay-at-logs.ts";

export interface CheckLogsInput {
  readonly validation: ValidationKey;
  readonly signal: LookSignal;
}

/** Reads the rollout's logs and judges every check that reads them. */
export function checkLogSignatures(ports: CheckLogSignaturesPorts) {
  const opened = openedRecords(ports.evidence);
  return async ({ validation, signal }: CheckLogsInput): Promise<{ readonly findings: readonly Finding[] }> => {
    const record = await opened(validation);
    const checks = logChecks(record.profile);
    if (checks.length === 0) return { findings: [] };
    const kept = await ports.evidence.kept(validation);
    const watch = { record, checks, desiredCount: desiredCount(record, kept.measurements) };
    const findings = await stayAtLogs(ports, watch, { signal, kept });
    // What is settled here must not wait for probes.
    if (operationChecks(record.profile).length > 0 && isNewlySettled(findings, kept.findings))
      await ports.signals.raise(validation.rollout);
    return { findings: fitFindings(findings) };
  };
}

function desiredCount({ rollout }: ValidationRecord, measurements: readonly Measurement[]): number {
  const service = measurements.filter((measurement) => measurement.of === "service").at(-1)?.service;
  return service?.deployment?.desired ?? rollout.desiredCount;
}
