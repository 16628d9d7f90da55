import type { LogCheck } from "../../shared/checks/log-checks.ts";
import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import type { LogReaders } from "../../shared/logs/read-logs.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Signals, TaskRegister } from "../../shared/ports/validations.ts";

export interface CheckLogSignaturesPorts {
  readonly readers: LogReaders;
  readonly register: TaskRegister;
  readonly signals: Signals;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

/** Everything that is asked of the logs of one validation. */
export interface LogWatch {
  readonly record: ValidationRecord;
  readonly checks: readonly LogCheck[];
  readonly desiredCount: number;
}
