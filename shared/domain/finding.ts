import type { Instant } from "./time.ts";

export const findingStatuses = ["pending", "passed", "failed", "inconclusive"] as const;
export type FindingStatus = (typeof findingStatuses)[number];

export const checkModes = ["gate", "shadow"] as const;
export type CheckMode = (typeof checkModes)[number];

/** A log line that decided something: an excerpt, already redacted and capped. */
export interface DecidingLine {
  readonly at: Instant;
  readonly group: string;
  readonly stream: string;
  readonly text: string;
}

/** What a check concludes from its measurements. */
export interface Finding {
  readonly check: string;
  readonly kind: string;
  readonly mode: CheckMode;
  readonly status: FindingStatus;
  /** One sentence for the person who reads the commit status, with the deciding number and its limit. */
  readonly reason: string;
  /** Why it failed: a failure sign was seen, or a required sign is missing. */
  readonly sign?: "seen" | "missing";
  /** Set when a newer rollout replaced this one: the deployment id of the newer one, or `unknown`. */
  readonly supersededBy?: string;
  /** The newer rollout's release, where it was known. */
  readonly supersededByRelease?: string;
  /** Set when nothing more can be seen of the rollout: the verdict waits for no other check. */
  readonly isOver?: true;
  readonly at: Instant;
  /** When the check gives up waiting; unknown until its clock starts. */
  readonly deadline?: Instant;
  /** When looking again makes sense although nothing happened; only while pending. */
  readonly lookAgainAt?: Instant;
  readonly lines?: readonly DecidingLine[];
  /** Numbers and names worth keeping, e.g. migration version, count and duration. */
  readonly facts?: Readonly<Record<string, string | number>>;
}
