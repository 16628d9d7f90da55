import type { ApplyResult } from "../domain/apply-result.ts";
import type {
  Delivery,
  Dossier,
  Measurement,
  TimelineEntry,
  ValidationKey,
  ValidationRecord,
} from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { Requirement } from "../domain/gate/question.ts";
import type { LogCoverage } from "../domain/log.ts";
import type { AnnouncedPhase, Announcement } from "../domain/notice.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { Reading } from "../domain/readings.ts";
import type { Instant } from "../domain/time.ts";
import type { Trouble } from "../domain/trouble.ts";
import type { Verdict } from "../domain/verdict.ts";

export interface EvidenceStore {
  /** Opens the record once; a second call returns the record that stands, with `created: false`. */
  open(record: ValidationRecord): Promise<{ readonly created: boolean; readonly record: ValidationRecord }>;
  record(key: ValidationKey): Promise<ValidationRecord | undefined>;
  /** How the validation stands, by one read; undefined when it was never opened. */
  standing(key: ValidationKey): Promise<Standing | undefined>;
  saveFindings(key: ValidationKey, findings: readonly Finding[]): Promise<void>;
  findings(key: ValidationKey): Promise<readonly Finding[]>;
  /** Keeps a measurement; the same check and time again replaces nothing and adds nothing. */
  addMeasurement(key: ValidationKey, measurement: Measurement): Promise<void>;
  /** By one read. */
  kept(key: ValidationKey): Promise<Kept>;
  saveCoverage(key: ValidationKey, coverage: LogCoverage): Promise<void>;
  /** `undefined` clears it: the function can look again. */
  saveBlindness(key: ValidationKey, task: string, blindness: Trouble | undefined): Promise<void>;
  /** Keeps each entry once, however often it is told. */
  addTimeline(key: ValidationKey, entries: readonly TimelineEntry[]): Promise<void>;
  /** Keeps a reading; one of the same name that was kept before is replaced, unless only the older one was taken. */
  saveReading(key: ValidationKey, reading: Reading): Promise<void>;
  saveDelivery(key: ValidationKey, delivery: Delivery): Promise<void>;
  /** What became of the status of a phase; undefined when none was tried to its end. */
  delivery(key: ValidationKey, phase: Delivery["phase"]): Promise<Delivery | undefined>;
  /** Keeps what was told of a phase, so that it is not told again. */
  saveAnnouncement(key: ValidationKey, announcement: Announcement): Promise<void>;
  announcement(key: ValidationKey, phase: AnnouncedPhase): Promise<Announcement | undefined>;
  /** Keeps what a person decided; earlier decisions stay. */
  addDecision(key: ValidationKey, decision: OperatorDecision): Promise<void>;
  /** Keeps what a deploy job says of its Terraform apply; the same id again changes nothing and returns what stands. */
  addApply(releaseId: string, apply: ApplyResult): Promise<{ readonly created: boolean; readonly apply: ApplyResult }>;
  /** Writes the verdict once; whoever comes later gets the verdict that stands. */
  conclude(key: ValidationKey, verdict: Verdict): Promise<Verdict>;
  /** Keeps the first duration that is told, on the record; changes nothing where there is none. */
  saveRollback(key: ValidationKey, seconds: number): Promise<void>;
  /** Everything kept of a release; undefined when nothing is known of it. */
  dossier(releaseId: string): Promise<Dossier | undefined>;
}

/** What the checks of one validation have found and measured so far, each in order of check and time. */
export interface Kept {
  readonly findings: readonly Finding[];
  readonly measurements: readonly Measurement[];
  /** How far the log readers got; absent while none has looked. */
  readonly coverage?: LogCoverage;
}

/** What the looks before have kept, which the next one adds to. */
export interface Standing {
  readonly record: ValidationRecord;
  readonly findings: readonly Finding[];
  /** By Task state, of those that could not look the last time. */
  readonly blindness: ReadonlyMap<string, Trouble>;
  readonly timeline: readonly TimelineEntry[];
}

/** What was rolled out before, for as long as evidence is kept. */
export interface ServiceHistory {
  /** ARNs of the services that were validated. */
  services(): Promise<readonly string[]>;
  /** Rollouts of a service that started at `since` or later, newest first, also those that are still validated. */
  rollouts(
    serviceArn: string,
    range: { readonly since: Instant; readonly atMost: number },
  ): Promise<readonly ValidationRecord[]>;
}

/** What can be read of the evidence of one Region. */
export interface RegionEvidence {
  readonly history: ServiceHistory;
  readonly evidence: Pick<EvidenceStore, "dossier">;
}

/** The evidence that answers a requirement of a gate; rejects when it cannot be reached. */
export type EvidenceOf = (requirement: Pick<Requirement, "kind" | "region">) => Promise<RegionEvidence>;
