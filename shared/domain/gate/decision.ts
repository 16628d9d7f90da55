import type { OperatorDecision } from "../operator-decision.ts";
import type { RolloutRef } from "../rollout.ts";
import type { Instant } from "../time.ts";
import type { Verdict } from "../verdict.ts";
import type { Hotfix, Requirement } from "./question.ts";

export type GateState = "open" | "waiting" | "closed";

/** Why a requirement holds, does not hold, or cannot be answered yet. */
export const gateCodes = {
  passed: "open",
  overridden: "open",
  running: "waiting",
  soaking: "waiting",
  "not seen yet": "waiting",
  "successor not seen yet": "waiting",
  "replacement not seen yet": "waiting",
  "awaiting approval": "waiting",
  "outside the window": "waiting",
  failed: "closed",
  failing: "closed",
  replaced: "closed",
  "stopped by a person": "closed",
  "other image": "closed",
  "other commit": "closed",
  inconclusive: "closed",
  superseded: "closed",
  "handed to a person": "closed",
  missing: "closed",
  expired: "closed",
  overdue: "closed",
  "nothing runs": "closed",
  "never in a window": "closed",
  "image not known": "closed",
  "commit not known": "closed",
  "no answer": "closed",
  "not allowed": "closed",
  "asked wrongly": "closed",
} as const satisfies Record<string, GateState>;
export type GateCode = keyof typeof gateCodes;

/** Codes that say something bad of the release; with any other a gate is closed because nobody can tell. */
const badSigns: ReadonlySet<GateCode> = new Set([
  "failed",
  "failing",
  "replaced",
  "stopped by a person",
  "other image",
  "other commit",
]);

export function isBadSign(code: GateCode): boolean {
  return badSigns.has(code);
}

/** How one requirement stands. */
export interface RequirementResult {
  readonly requirement: Requirement;
  readonly state: GateState;
  readonly code: GateCode;
  /** One sentence for the reader, with the deciding number and its limit. */
  readonly reason: string;
  /** The rollout whose evidence decided. */
  readonly evidence?: RolloutRef & {
    readonly releaseId: string;
    readonly startedAt: Instant;
    /** Of the image that was judged, where it is known: the release states it, or its tasks run it. */
    readonly digest?: string;
  };
  readonly verdict?: Verdict;
  /** What a person decided last, whether or not it changed anything. */
  readonly decision?: OperatorDecision;
  /** When it can be answered, while it waits. */
  readonly until?: Instant;
  /** What was left of the soak when the hotfix lane skipped it. */
  readonly skippedSoakSeconds?: number;
  /** Set when the hotfix lane went on outside the promotion window. */
  readonly skippedWindow?: true;
  /** What the asker should know besides. */
  readonly remark?: string;
  /** On what a person must decide, while an approval is awaited. */
  readonly awaited?: ApprovalAwaited;
}

/** The rollout whose pass opens nothing before a person's `proceed`. */
export interface ApprovalAwaited {
  readonly release: string;
  readonly service: string;
  readonly cluster: string;
  readonly region: string;
}

/** How one requirement stands, before it is told of which. */
export type Answer = Pick<
  RequirementResult,
  "code" | "reason" | "until" | "skippedSoakSeconds" | "skippedWindow" | "awaited"
>;

/** The gate's answer: open when all requirements hold, closed as soon as one cannot hold any more. */
export interface GateDecision {
  readonly state: GateState;
  readonly at: Instant;
  /** The deciding reason. */
  readonly reason: string;
  /** In the order of the question. */
  readonly results: readonly RequirementResult[];
  /** When looking again makes sense, at the latest; only while waiting. */
  readonly lookAgainAt?: Instant;
  /** Set when the hotfix lane was asked for. */
  readonly hotfix?: HotfixUse;
  /** What the asker should know besides, e.g. that no order of Regions or no commit was checked. */
  readonly remarks?: readonly string[];
}

/** What the hotfix lane was asked for, and what it skipped. */
export interface HotfixUse extends Hotfix {
  readonly skippedSoakSeconds: number;
  readonly skippedWindow?: true;
}

/** It opened what would not be open yet without it. */
export function isHotfixUsed({ state, hotfix }: Pick<GateDecision, "state" | "hotfix">): boolean {
  return state === "open" && hotfix !== undefined && (hotfix.skippedSoakSeconds > 0 || hotfix.skippedWindow === true);
}
