import { logChecks } from "../../shared/checks/log-checks.ts";
import { operationChecks } from "../../shared/checks/operation-checks.ts";
import { isNewlySettled, signalled } from "../../shared/checks/stay.ts";
import { recordOrThrow } from "../../shared/closing/record-or-throw.ts";
import type { Measurement, ValidationKey, ValidationRecord } from "../../shared/domain/evidence.ts";
import { firstRunningAt } from "../../shared/domain/facts.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { fitFindings } from "../../shared/domain/fit-findings.ts";
import type { LogEvidence, LogHit } from "../../shared/domain/log.ts";
import { noCoverage } from "../../shared/logs/read-logs.ts";
import type { CheckLogSignaturesPorts, LogWatch } from "./log-watch.ts";
import { lookAtLogs } from "./look-at-logs.ts";
import { shouldWatchOn, untilNextLook } from "./watch.ts";

export interface CheckLogsInput {
  readonly validation: ValidationKey;
  /** The signal counter before this look; `timeout` is there when no signal ended the wait. */
  readonly signal: { readonly count: number; readonly timeout?: unknown };
}

/**
 * Reads the rollout's logs and judges every check that reads them. While a line is awaited or a rejected one must not be missed,
 * it stays and looks again every few seconds: that costs a quarter of another turn of the workflow's loop.
 */
export function checkLogSignatures(ports: CheckLogSignaturesPorts) {
  return async ({ validation, signal }: CheckLogsInput): Promise<{ readonly findings: readonly Finding[] }> => {
    const record = await recordOrThrow(ports.evidence, validation);
    const checks = logChecks(record.profile);
    if (checks.length === 0) return { findings: [] };
    const startedAt = ports.clock.now();
    const { findings: before, measurements, coverage } = await ports.evidence.kept(validation);
    const watch = { record, checks, desiredCount: desiredCount(record, measurements) };
    let evidence: LogEvidence = {
      hits: measurements.flatMap((measurement) => (measurement.of === "logs" ? measurement.hits : [])),
      coverage: coverage ?? noCoverage(startedAt),
    };
    for (;;) {
      const tasks = await ports.register.tasks(validation.rollout);
      const facts = {
        rollout: watch.record.rollout,
        tasks,
        desiredCount: watch.desiredCount,
        blindLooks: watch.record.profile.blindLooks,
      };
      const look = await lookAtLogs(ports, { ...watch, facts }, evidence);
      await keep(ports, watch, look.evidence, look.newHits);
      evidence = look.evidence;
      const progress = {
        startedAt,
        now: ports.clock.now(),
        before,
        findings: look.findings,
        isRunning: firstRunningAt(facts) !== undefined,
      };
      if (signal.timeout === undefined || !shouldWatchOn(progress)) {
        // What is settled here must not wait for probes.
        if (operationChecks(record.profile).length > 0 && isNewlySettled(look.findings, before))
          await ports.signals.raise(validation.rollout);
        return { findings: fitFindings(look.findings) };
      }
      if (await signalled(ports, validation, { signals: signal.count, milliseconds: untilNextLook(progress) }))
        return { findings: fitFindings(look.findings) };
    }
  };
}

function desiredCount({ rollout }: ValidationRecord, measurements: readonly Measurement[]): number {
  const service = measurements.filter((measurement) => measurement.of === "service").at(-1)?.service;
  return service?.deployment?.desired ?? rollout.desiredCount;
}

/** New hits first: were the coverage kept alone, lines before it would never be read again. */
async function keep(
  { evidence }: CheckLogSignaturesPorts,
  { record, checks }: LogWatch,
  { coverage }: LogEvidence,
  newHits: readonly LogHit[],
): Promise<void> {
  const measurements = checks
    .map(
      ({ name }): Measurement => ({
        of: "logs",
        check: name,
        at: coverage.at,
        hits: newHits.filter((hit) => hit.check === name),
      }),
    )
    .filter((measurement) => measurement.of === "logs" && measurement.hits.length > 0);
  await Promise.all(measurements.map((measurement) => evidence.addMeasurement(record.key, measurement)));
  await evidence.saveCoverage(record.key, coverage);
}
