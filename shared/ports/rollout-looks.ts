import type { ApplyResult } from "../domain/apply-result.ts";
import type { ValidationKey, ValidationRecord } from "../domain/evidence.ts";
import type { Finding } from "../domain/finding.ts";
import type { Requirement } from "../domain/gate/question.ts";
import type { OperatorDecision } from "../domain/operator-decision.ts";
import type { RolloutRef } from "../domain/rollout.ts";
import type { Task } from "../domain/task.ts";
import type { EvidenceStore, RegionEvidence } from "./evidence.ts";

/** A release of a service in one Region. */
export interface ReleasePlace {
  readonly release: string;
  readonly service: string;
  /** Any unless told. */
  readonly cluster?: string | undefined;
  readonly region: string;
}

/** How rollouts stand, for a few small reads however much evidence there is: whoever waits looks every few seconds. */
export interface RolloutLooks {
  /** Records with their verdicts, the oldest rollout first. */
  rollouts(place: ReleasePlace): Promise<readonly ValidationRecord[]>;
  /** In the order of the profile's checks; others come first. */
  findings(record: Pick<ValidationRecord, "key" | "profile">): Promise<readonly Finding[]>;
  /** What people decided, oldest first. */
  decisions(key: ValidationKey): Promise<readonly OperatorDecision[]>;
  /** What deploy jobs said of their Terraform applies there, oldest first, also while nothing is rolled out. */
  applies(place: ReleasePlace): Promise<readonly ApplyResult[]>;
  /** Its tasks as the register has them, which goes on after the verdict. */
  tasks(rollout: RolloutRef): Promise<readonly Task[]>;
}

/** What can be read of the evidence of one Region, again and again too. */
export interface RegionLooks extends RegionEvidence {
  readonly looks: RolloutLooks;
}

/** Beside which the use of the hotfix lane can be kept. */
export interface RegionNotes extends RegionLooks {
  readonly evidence: Pick<EvidenceStore, "dossier" | "addDecision">;
}

/** As `LooksOf`, of evidence beside which something can be kept. */
export type NotesOf = (requirement: Pick<Requirement, "kind" | "region">) => Promise<RegionNotes>;

/** The evidence that answers a requirement of a gate; rejects when it cannot be reached. */
export type LooksOf = (requirement: Pick<Requirement, "kind" | "region">) => Promise<RegionLooks>;
