import { everyFinding } from "../domain/every-finding.ts";
import type { ValidationKey } from "../domain/evidence.ts";
import { overdueVerdict, type Verdict, verdictOf } from "../domain/verdict.ts";
import type { Clock } from "../ports/clock.ts";
import type { EvidenceStore } from "../ports/evidence.ts";
import type { Signals } from "../ports/validations.ts";
import { recordOrThrow } from "./record-or-throw.ts";

export interface ConcludePorts {
  readonly evidence: EvidenceStore;
  readonly signals: Signals;
  readonly clock: Clock;
  /** Counts a verdict, once. */
  readonly count: (verdict: Verdict) => void;
}

export interface ConcludeInput {
  readonly validation: ValidationKey;
  /** The validator's own error, when that is why the validation ends. */
  readonly trouble?: { readonly error: string; readonly cause?: string | undefined } | undefined;
}

/** Writes the verdict that the kept findings give; the first one written stands. */
export function conclude({ evidence, signals, clock, count }: ConcludePorts) {
  return async ({ validation, trouble }: ConcludeInput): Promise<{ readonly verdict: Verdict }> => {
    const record = await recordOrThrow(evidence, validation);
    const now = clock.now();
    const findings = everyFinding(record, await evidence.findings(validation));
    const judged = verdictOf(findings, now) ?? overdueVerdict(findings, now);
    const verdict = await evidence.conclude(
      validation,
      trouble === undefined || judged.status === "failed" ? judged : brokenOff(judged, trouble.error),
    );
    await evidence.addTimeline(validation, [
      { at: verdict.at, id: "verdict", text: `verdict ${verdict.status}: ${verdict.reason}` },
    ]);
    await signals.forget(validation.rollout);
    if (record.verdict === undefined) count(verdict);
    return { verdict };
  };
}

/** The validator's own trouble is never a pass; a failure that was seen before it still is one. */
function brokenOff(judged: Verdict, error: string): Verdict {
  return { ...judged, status: "inconclusive", decision: "delegate", reason: `the validator failed: ${error}` };
}
