import type { ApplyResult } from "./apply-result.ts";
import type { Capacity } from "./capacity.ts";
import type { CommitState, PostedStatus, StatusPhase } from "./commit-status.ts";
import type { DeploymentSignal } from "./deployment-signal.ts";
import type { CheckMode, Finding } from "./finding.ts";
import type { PromotionRules } from "./gate/promotion-rules.ts";
import type { LastLines } from "./last-lines.ts";
import type { FirelensPlace, LogCoverage, LogHit } from "./log.ts";
import type { NoticeKind } from "./notice.ts";
import type { OperatorDecision } from "./operator-decision.ts";
import type { Owner } from "./owner.ts";
import type { Probe } from "./probe.ts";
import type { Reading, ReadingsPlan } from "./readings.ts";
import type { Release } from "./release.ts";
import type { Rollout, RolloutLinks, RolloutRef } from "./rollout.ts";
import type { DeploymentEntry, ServiceDeployment, ServiceMessage } from "./service-state.ts";
import type { Task } from "./task.ts";
import type { Instant } from "./time.ts";
import type { Verdict } from "./verdict.ts";

/** Finds one validation: everything of a release lies under its id. */
export interface ValidationKey {
  readonly releaseId: string;
  readonly rollout: RolloutRef;
}

/** The profile as it was resolved when the validation opened; `checks` have passed their schemas. */
export interface ResolvedProfile {
  /** Parameter name, or `built-in default`. */
  readonly source: string;
  /** SHA-256 of the profile's text, hex. */
  readonly hash: string;
  readonly environment: string;
  /** Who answers for the service; the profile may not say it. */
  readonly owner?: Owner;
  readonly checks: readonly CheckConfigRecord[];
  readonly rolloutWithinSeconds: number;
  /** The longest time that a check may take beyond the rollout: a log check from the first running task, endpoints from its completion. */
  readonly logSeconds: number;
  /** Looks in a row that may fail before a check is inconclusive. */
  readonly blindLooks: number;
  readonly redactEmails: boolean;
  /** Where the lines of containers with the log driver awsfirelens are; the profile may not say it. */
  readonly firelens?: FirelensPlace;
  /** What people want to be told of; `defaultNotices` in a record from before there were notices. */
  readonly notifyOn?: readonly NoticeKind[];
  readonly gitlab?: { readonly host?: string; readonly project?: string };
  /** What opens the way to the next Region; the profile may say nothing about it. */
  readonly promotion?: PromotionRules;
  /** What is read of other services after the verdict; the profile may not say it. */
  readonly readings?: ReadingsPlan;
  /** Why a profile that was found could not be used; each names its path. */
  readonly problems: readonly string[];
}

export interface CheckConfigRecord {
  readonly name: string;
  readonly kind: string;
  readonly mode?: CheckMode;
  readonly [option: string]: unknown;
}

/** One validation, from its opening to its verdict. */
export interface ValidationRecord extends RolloutLinks {
  readonly key: ValidationKey;
  readonly release: Release;
  readonly rollout: Rollout;
  readonly profile: ResolvedProfile;
  readonly openedAt: Instant;
  /** When the validation ends whatever is still pending. */
  readonly deadline: Instant;
  readonly executionArn: string;
  readonly verdict?: Verdict;
  /** What the opening was not allowed to read: action, resource and AWS's words. The verdict is then never a pass. */
  readonly denied?: string;
  /** Remarks of the opening, e.g. where the identity is missing. */
  readonly notes: readonly string[];
}

export interface TimelineEntry {
  readonly at: Instant;
  /** Makes the entry unique at its time, so that it is kept once. */
  readonly id: string;
  readonly text: string;
}

/** What the service looked like at one look. */
export interface ServiceMeasurement {
  readonly serviceDeployment?: ServiceDeployment;
  readonly deployment?: DeploymentEntry;
  /** The deployment that is PRIMARY now, when it is another one. */
  readonly newer?: {
    readonly id: string;
    readonly createdAt?: Instant;
    /** Its release, where its own validation was open by then. */
    readonly release?: string;
  };
  readonly serviceStatus: string;
  readonly desired: number;
  /** The most tasks that any look has seen wanted; absent while there were never more than now. */
  readonly mostDesired?: number;
  /** How the whole service's capacity has stood since the rollout began; absent in measurements from before it was kept. */
  readonly capacity?: Capacity;
  /** What hinders the rollout by the service's own messages: the first of each kind since it began; absent while there are none. */
  readonly messages?: readonly ServiceMessage[];
  /** What the service's messages have said since the look before, in any order; absent when nothing was said. */
  readonly said?: readonly ServiceMessage[];
  /** When they last said something since the rollout began; absent while they have not. */
  readonly saidAt?: Instant;
  /** Digests to which ECS resolved the images of the rollout's revision, by container; only when a check asks for them. */
  readonly images?: Readonly<Record<string, string>>;
  /** Why they could not be read. */
  readonly imagesUnread?: { readonly error: string; readonly message: string };
}

/** Raw facts that one check saw at one time; immutable, so that another profile can be judged against them later. */
export type Measurement =
  | { readonly of: "service"; readonly check: string; readonly at: Instant; readonly service: ServiceMeasurement }
  | { readonly of: "logs"; readonly check: string; readonly at: Instant; readonly hits: readonly LogHit[] }
  | { readonly of: "last-lines"; readonly check: string; readonly at: Instant; readonly last: LastLines }
  | { readonly of: "probes"; readonly check: string; readonly at: Instant; readonly probes: readonly Probe[] };

/** What was sent to GitLab for one phase, and what became of it. */
export interface Delivery {
  readonly phase: StatusPhase;
  readonly at: Instant;
  readonly name: string;
  readonly state: CommitState;
  readonly description: string;
  readonly posted: PostedStatus;
}

/** One rollout with everything kept about it. */
export interface RolloutDossier {
  readonly record: ValidationRecord;
  readonly findings: readonly Finding[];
  /** Its tasks as last seen, also those that ECS has forgotten. */
  readonly tasks: readonly Task[];
  readonly measurements: readonly Measurement[];
  readonly coverage?: LogCoverage;
  readonly timeline: readonly TimelineEntry[];
  /** Events by which ECS told of it, oldest first; none where they were lost, or came before signals were kept. */
  readonly signals: readonly DeploymentSignal[];
  readonly deliveries: readonly Delivery[];
  /** What other services showed, in the profile's order; none where it wants none, or while they are still to come. */
  readonly readings: readonly Reading[];
  /** What people decided about it, oldest first; see `standingDecision`. */
  readonly decisions: readonly OperatorDecision[];
  /** What deploy jobs said of their Terraform applies, oldest first; no check, verdict or gate reads it. */
  readonly applies: readonly ApplyResult[];
}

export interface Dossier {
  readonly releaseId: string;
  readonly rollouts: readonly RolloutDossier[];
  /** Terraform applies in places where no rollout of the release is known; absent where there are none. */
  readonly notRolledOut?: readonly ApplyResult[];
}
