import type { Measurement, ValidationRecord } from "../../shared/domain/evidence.ts";
import { isWorthReading, type LastLines, newestDeceased, toldLastLines } from "../../shared/domain/last-lines.ts";
import type { Task } from "../../shared/domain/task.ts";
import { readLastLines } from "../../shared/logs/last-lines.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { StreamEnd } from "../../shared/ports/logs.ts";

export interface LastLinesOfPorts {
  readonly ends: StreamEnd;
  readonly evidence: Pick<EvidenceStore, "addMeasurement">;
  readonly clock: Clock;
}

export interface Deaths {
  /** Name of the check that tells them. */
  readonly check: string;
  readonly tasks: readonly Task[];
  /** What earlier looks have measured. */
  readonly measurements: readonly Measurement[];
  /** The verdict is about to be reached: it waits a moment for lines that are under way. */
  readonly isLast: boolean;
}

/** What the containers that died logged last: what earlier looks have read and, where it may show more, one more read, which is kept. */
export async function lastLinesOf(
  { ends, evidence, clock }: LastLinesOfPorts,
  { key, rollout, profile }: ValidationRecord,
  { check, tasks, measurements, isLast }: Deaths,
): Promise<LastLines | undefined> {
  const deceased = newestDeceased(tasks, rollout.containers);
  if (deceased === undefined) return undefined;
  const reads = measurements.flatMap((each) => (each.of === "last-lines" ? [{ at: each.at, last: each.last }] : []));
  const at = clock.now();
  if (!isWorthReading(deceased, reads, at)) return toldLastLines(reads);
  const redaction = { emails: profile.redactEmails };
  const last = await readLastLines({ ends, clock }, { rollout, deceased, redaction, isLast });
  await evidence.addMeasurement(key, { of: "last-lines", check, at, last });
  return toldLastLines([...reads, { at, last }]);
}
