import type { Instant } from "./time.ts";

export const commitStates = ["pending", "running", "success", "failed", "canceled", "skipped"] as const;
export type CommitState = (typeof commitStates)[number];

/** The phases of an attempt, in their order. */
export const statusPhases = ["running", "verdict"] as const;
export type StatusPhase = (typeof statusPhases)[number];

/** What the validator wants GitLab to show. `attempt` and `phase` order intents: a later one is never undone by an earlier one. */
export interface StatusIntent {
  /** Base URL, e.g. `https://gitlab.example.com`. */
  readonly host: string;
  /** Numeric id or path. */
  readonly project: string;
  /** Full commit sha, 40 or 64 hex digits. */
  readonly commit: string;
  readonly ref?: string;
  readonly pipelineId?: string;
  /** `deploy-verified/<environment>/<region>/<service>`, at most 255 characters. */
  readonly name: string;
  /** Grows with each validation of this commit in this place (milliseconds of its opening). */
  readonly attempt: number;
  readonly phase: StatusPhase;
  readonly state: CommitState;
  readonly description: string;
  readonly targetUrl?: string;
}

/** What became of an intent. */
export interface PostedStatus {
  readonly outcome: "posted" | "already posted" | "stale" | "parked" | "skipped";
  readonly id?: number;
  readonly pipelineId?: string;
  /** For `parked` and `skipped`: why, in one sentence without secrets. */
  readonly reason?: string;
}

/** A post whose answer is missing: it may have been written. */
export interface SentStatus {
  readonly attempt: number;
  readonly phase: StatusPhase;
  readonly state: CommitState;
  readonly at: Instant;
  /** GitLab answered with an error of its own, so that the post cannot arrive any more if it did not. */
  readonly isOver?: boolean;
}

/** The validator's own memory of a status, kept because GitLab neither orders nor de-duplicates posts. */
export interface StatusRecord {
  readonly revision: number;
  readonly desired: StatusIntent;
  readonly posted?: {
    readonly attempt: number;
    readonly phase: StatusPhase;
    readonly state: CommitState;
    readonly id?: number;
  };
  /** The pipeline that the status belongs to, once it was resolved. */
  readonly pipelineId?: string;
  /** The name in GitLab, when a CI job has taken the wanted one. */
  readonly name?: string;
  /** Each post is kept here before it is sent, until a definite answer: while one stands, GitLab is read before posting again. */
  readonly unanswered?: readonly SentStatus[];
  readonly parked?: { readonly at: Instant; readonly reason: string };
}
