import type { PostedStatus, StatusIntent, StatusRecord } from "./domain/commit-status.ts";
import type {
  Blindness,
  Delivery,
  Dossier,
  Measurement,
  TimelineEntry,
  ValidationKey,
  ValidationRecord,
} from "./domain/evidence.ts";
import type { Finding } from "./domain/finding.ts";
import type { Requirement } from "./domain/gate/question.ts";
import type { LogCoverage, LogLine, LogTarget, StreamPlace } from "./domain/log.ts";
import type { AnnouncedPhase, Announcement } from "./domain/notice.ts";
import type { OperatorDecision } from "./domain/operator-decision.ts";
import type { Release } from "./domain/release.ts";
import type { RolloutRef } from "./domain/rollout.ts";
import type { ServiceDeployment, ServiceState, TaskDefinition } from "./domain/service-state.ts";
import type { Task } from "./domain/task.ts";
import type { Instant } from "./domain/time.ts";
import type { Verdict } from "./domain/verdict.ts";

/** Every port throws ValidatorError only: DependencyThrottled, DependencyUnavailable, AccessDenied, NotFound or DependencyRefused. */

export interface Clock {
  now(): Instant;
  sleep(milliseconds: number): Promise<void>;
}

/** Amazon ECS, read only. */
export interface EcsReader {
  /** Undefined when the service or its cluster does not exist (any more). */
  service(serviceArn: string): Promise<ServiceState | undefined>;
  /** The newest service deployments of a service, newest first. */
  serviceDeployments(serviceArn: string): Promise<readonly ServiceDeployment[]>;
  serviceDeployment(arn: string): Promise<ServiceDeployment | undefined>;
  /**
   * Tasks of one rollout, running and (as long as ECS remembers) stopped; `known` task ARNs that stopped are not read again.
   * With `running` nothing is read beyond one list, and nothing returned, as long as exactly these tasks are wanted to run.
   */
  tasks(rollout: RolloutRef, known: ReadonlySet<string>, running?: ReadonlySet<string>): Promise<readonly Task[]>;
  /** Undefined when ECS cannot describe it any more. */
  taskDefinition(arn: string): Promise<TaskDefinition | undefined>;
}

/** What a rollout's revision froze. */
export interface ServiceRevisions {
  /** Digests of its images by container name, without those that ECS did not resolve. Undefined when it cannot be described. */
  imageDigests(revisionArn: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export interface LogGroups {
  /** The log class of a group; undefined when the group does not exist. */
  logClass(group: string, region: string): Promise<string | undefined>;
}

export interface TailPage {
  readonly lines: readonly LogLine[];
  /** Everything up to here was returned; earlier than asked when the budget of lines ran out. */
  readonly readUntil: Instant;
}

/** FilterLogEvents over known streams: fresh within seconds, Standard class only. */
export interface LogTail {
  read(target: LogTarget, from: Instant, to: Instant): Promise<TailPage>;
}

/** GetLogEvents on one stream: its end in one call, whatever stands before; fresh within seconds, Standard class only. */
export interface StreamEnd {
  /** The last lines, oldest first, at most `most`; none when the stream does not exist (yet). */
  read(place: StreamPlace, most: number): Promise<readonly LogLine[]>;
}

export interface InsightsResult {
  readonly status: "running" | "complete" | "failed";
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** More lines were found than are returned: the ones after the last line are missing. */
  readonly isCut: boolean;
  readonly bytesScanned: number;
}

/** Logs Insights: complete and slow, every log class. */
export interface LogInsights {
  /** Starts a query over [from, to] and returns its id; `literals` narrow it to lines that contain one of them (empty = all lines). */
  start(target: LogTarget, from: Instant, to: Instant, literals: readonly string[]): Promise<string>;
  result(queryId: string, target: Pick<LogTarget, "group" | "region">): Promise<InsightsResult>;
}

export interface FoundProfile {
  /** YAML or JSON as the team wrote it. */
  readonly text: string;
  /** Where it was found, e.g. the parameter's name. */
  readonly source: string;
}

export interface ProfileSource {
  find(cluster: string, service: string): Promise<FoundProfile | undefined>;
}

export interface EvidenceStore {
  /** Opens the record once; a second call returns the record that stands, with `created: false`. */
  open(record: ValidationRecord): Promise<{ readonly created: boolean; readonly record: ValidationRecord }>;
  record(key: ValidationKey): Promise<ValidationRecord | undefined>;
  saveFindings(key: ValidationKey, findings: readonly Finding[]): Promise<void>;
  findings(key: ValidationKey): Promise<readonly Finding[]>;
  /** Keeps a measurement; the same check and time again replaces nothing and adds nothing. */
  addMeasurement(key: ValidationKey, measurement: Measurement): Promise<void>;
  measurements(key: ValidationKey): Promise<readonly Measurement[]>;
  saveCoverage(key: ValidationKey, coverage: LogCoverage): Promise<void>;
  coverage(key: ValidationKey): Promise<LogCoverage | undefined>;
  /** `undefined` clears it: the function can look again. */
  saveBlindness(key: ValidationKey, task: string, blindness: Blindness | undefined): Promise<void>;
  blindness(key: ValidationKey, task: string): Promise<Blindness | undefined>;
  addTimeline(key: ValidationKey, entries: readonly TimelineEntry[]): Promise<void>;
  saveDelivery(key: ValidationKey, delivery: Delivery): Promise<void>;
  /** What became of the status of a phase; undefined when none was tried to its end. */
  delivery(key: ValidationKey, phase: Delivery["phase"]): Promise<Delivery | undefined>;
  /** Keeps what was told of a phase, so that it is not told again. */
  saveAnnouncement(key: ValidationKey, announcement: Announcement): Promise<void>;
  announcement(key: ValidationKey, phase: AnnouncedPhase): Promise<Announcement | undefined>;
  /** Keeps what a person decided; earlier decisions stay. */
  addDecision(key: ValidationKey, decision: OperatorDecision): Promise<void>;
  /** Writes the verdict once; whoever comes later gets the verdict that stands. */
  conclude(key: ValidationKey, verdict: Verdict): Promise<Verdict>;
  /** Everything kept of a release; undefined when nothing is known of it. */
  dossier(releaseId: string): Promise<Dossier | undefined>;
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

/** The wake-up path between events and a waiting validation. */
export interface Signals {
  /** Raises the counter, then returns the token that waits, if any. */
  raise(rollout: RolloutRef): Promise<{ readonly count: number; readonly token?: string }>;
  count(rollout: RolloutRef): Promise<number>;
  /** Stores the token, then returns the counter as it stands after that. */
  wait(rollout: RolloutRef, token: string): Promise<number>;
  /** Forgets the token: nobody will wait for this rollout any more. */
  forget(rollout: RolloutRef): Promise<void>;
}

/** The tasks of a rollout, kept from their events on, because ECS forgets a stopped task after about an hour. */
export interface TaskRegister {
  /** Keeps the higher version; false when a newer or equal one stands. */
  save(rollout: RolloutRef, task: Task): Promise<boolean>;
  tasks(rollout: RolloutRef): Promise<readonly Task[]>;
}

/** Which validation belongs to a rollout, and which is the service's current one. */
export interface Validations {
  of(rollout: RolloutRef): Promise<ValidationKey | undefined>;
  current(serviceArn: string): Promise<ValidationKey | undefined>;
}

/** A deployer's explicit word on which release a task definition carries. */
export interface Registrations {
  register(serviceArn: string, taskDefinitionArn: string, release: Release, at: Instant): Promise<void>;
  find(serviceArn: string, taskDefinitionArn: string): Promise<Release | undefined>;
}

export interface Workflow {
  /** False when an execution of that name has ended already; true when it was started, now or before. */
  start(name: string, input: { readonly rollout: RolloutRef }): Promise<boolean>;
  /** False when nobody waits under that token any more. */
  wake(token: string, output: { readonly count: number }): Promise<boolean>;
}

export interface StatusRecords {
  load(key: string): Promise<StatusRecord | undefined>;
  /** False when somebody else saved since `previous` was loaded. */
  save(key: string, record: StatusRecord, previous: StatusRecord | undefined): Promise<boolean>;
  /** Takes the lease of a group for `seconds`; false when another holds it. */
  lock(group: string, owner: string, seconds: number): Promise<boolean>;
  unlock(group: string, owner: string): Promise<void>;
}

export interface CommitStatuses {
  publish(intent: StatusIntent): Promise<PostedStatus>;
}

export interface Secrets {
  /** `fresh` passes over the cache, e.g. after the value was refused. */
  value(id: string, options?: { readonly fresh?: boolean }): Promise<string>;
}

/** A validation that still needs looking after, and when. */
export interface AgendaEntry {
  readonly key: ValidationKey;
  readonly dueAt: Instant;
  readonly openedAt: Instant;
}

/** Every validation from its opening until its verdict is shown: what reconcile looks after when nobody else does. */
export interface Agenda {
  /** Entries whose time has come, the longest waiting first. */
  due(now: Instant, atMost: number): Promise<readonly AgendaEntry[]>;
  /** Takes an entry by moving it to a later time; false when somebody else moved or settled it since it was read. */
  claim(entry: AgendaEntry, until: Instant): Promise<boolean>;
  /** Moves the next look, unless the entry is settled. */
  postpone(rollout: RolloutRef, until: Instant): Promise<void>;
  /** Nothing is left to do. */
  settle(rollout: RolloutRef): Promise<void>;
}

/** The event bus that other systems listen to. */
export interface EventSink {
  /**
   * Sends one event from `ecs-rollout-validator`; `resources` are ARNs that it is about. Nothing is promised about an event that was
   * refused or whose answer was lost: whoever sends it again uses the same id in its detail.
   */
  put(detailType: string, detail: object, resources?: readonly string[]): Promise<void>;
}

/** One message in the forms of its readers. */
export interface TopicMessage {
  readonly subject: string;
  /** For people who read it in an e-mail. */
  readonly text: string;
  /** For HTTPS subscribers: the custom notification of Amazon Q Developer in chat applications. */
  readonly chat: object;
  /** What a subscription can filter by; no value is empty. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The topic that people subscribe to. */
export interface Topic {
  publish(message: TopicMessage): Promise<void>;
}

/** How an execution of the workflow stands. */
export interface ExecutionState {
  readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** The name of the error that ended it. */
  readonly error?: string;
}

export interface Executions {
  /** Undefined when Step Functions has forgotten it: 90 days after its end. */
  find(executionArn: string): Promise<ExecutionState | undefined>;
}

/** Every service of the account and Region. */
export interface ServiceCatalogue {
  /** ARNs of all clusters. */
  clusters(): Promise<readonly string[]>;
  /** One page of a cluster's services; `next` continues it. */
  services(cluster: string, token?: string): Promise<{ readonly arns: readonly string[]; readonly next?: string }>;
  /** Services of one cluster, at most 10; those that are gone are left out. */
  describe(cluster: string, arns: readonly string[]): Promise<readonly ServiceState[]>;
}

/** Where a walk through all services goes on. */
export interface SweepPlace {
  readonly cluster: string;
  readonly token?: string;
}

export interface SweepPlaces {
  load(): Promise<SweepPlace | undefined>;
  /** `undefined`: from the beginning. */
  save(place: SweepPlace | undefined): Promise<void>;
}
