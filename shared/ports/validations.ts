import type { DeploymentSignal } from "../domain/deployment-signal.ts";
import type { ValidationKey } from "../domain/evidence.ts";
import type { RolloutRef } from "../domain/rollout.ts";
import type { Task } from "../domain/task.ts";
import type { Instant } from "../domain/time.ts";

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
  /** The tasks, and the signal counter as it stood no later than they, by one read. */
  tasksAndSignals(rollout: RolloutRef): Promise<{ readonly tasks: readonly Task[]; readonly signals: number }>;
}

/** The deployment events of a rollout as they came, for its evidence: before its release is known, in any order, after its verdict. */
export interface SignalLog {
  /** Keeps it once, however often it is delivered. */
  keep(rollout: RolloutRef, signal: DeploymentSignal): Promise<void>;
}

/** Which validation belongs to a rollout, and which is the service's current one. */
export interface Validations {
  of(rollout: RolloutRef): Promise<ValidationKey | undefined>;
  current(serviceArn: string): Promise<ValidationKey | undefined>;
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
