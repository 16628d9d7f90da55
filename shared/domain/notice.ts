import type { Instant } from "./time.ts";
import type { VerdictStatus } from "./verdict.ts";

/** What people can be told of a validation: that it began, or how it ended. */
export const noticeKinds = ["started", "passed", "failed", "inconclusive", "superseded"] as const satisfies readonly (
  | "started"
  | VerdictStatus
)[];
export type NoticeKind = (typeof noticeKinds)[number];

/** Without a word of the profile only what needs a person is told. */
export const defaultNotices: readonly NoticeKind[] = ["failed", "inconclusive"];

export const announcedPhases = ["started", "verdict"] as const;
export type AnnouncedPhase = (typeof announcedPhases)[number];

/** What was told of one phase, and when; a channel that is absent has not taken it yet, or nobody wanted it there. */
export interface Announcement {
  readonly phase: AnnouncedPhase;
  /** The event bus took it. */
  readonly event?: Instant;
  /** The topic took it. */
  readonly topic?: Instant;
  /** The metrics of releases count it. */
  readonly counted?: Instant;
}

type Notified = { readonly notifyOn?: readonly NoticeKind[] };

/** Whether the topic is told of a verdict, or without one of the beginning. */
export function isNotified(
  { notifyOn = defaultNotices }: Notified,
  verdict: { readonly status: VerdictStatus } | undefined,
): boolean {
  return notifyOn.includes(verdict?.status ?? "started");
}

/** Whether every channel that is to know the verdict has taken it, and it is counted. */
export function isVerdictTold(
  profile: Notified,
  verdict: { readonly status: VerdictStatus } | undefined,
  told: Announcement | undefined,
): boolean {
  if (told?.event === undefined || told.counted === undefined) return false;
  return told.topic !== undefined || !isNotified(profile, verdict);
}
