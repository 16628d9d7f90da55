import type { SentStatus, StatusRecord } from "../domain/commit-status.ts";
import { type Instant, secondsBetween } from "../domain/time.ts";
import { compareSequence, type Sequence } from "./sequence.ts";
import type { StatusRow } from "./status-row.ts";

/** A post that nobody answered may still be written for this long: GitLab.com ends a request after 60 s (its Puma time-out). */
const landingSeconds = 60;

/** Seconds until no post of another intent can arrive any more; one that came after this intent would undo it. */
export function secondsToLand({ unanswered = [] }: StatusRecord, intent: Sequence, now: Instant): number {
  const others = unanswered.filter((sent) => compareSequence(sent, intent) !== 0);
  return Math.max(0, ...others.map((sent) => secondsLeft(sent, now)));
}

/** Those that may still arrive; the rest only asked for a look at GitLab. */
export function stillOnTheWay(sent: readonly SentStatus[], now: Instant): readonly SentStatus[] {
  return sent.filter((each) => secondsLeft(each, now) > 0);
}

/** The unanswered post that made the row, or moved it on; undefined when the row was there before. */
export function landedPost({ posted, unanswered = [] }: StatusRecord, row: StatusRow): SentStatus | undefined {
  if (row.id === posted?.id && row.status === posted.state) return undefined;
  return unanswered.findLast((sent) => sent.state === row.status);
}

/** The same object is meant: two posts may be equal to the millisecond. */
export function without(sent: readonly SentStatus[] | undefined, one: SentStatus): readonly SentStatus[] {
  return (sent ?? []).filter((each) => each !== one);
}

function secondsLeft({ at, isOver }: SentStatus, now: Instant): number {
  return isOver === true ? 0 : Math.ceil(landingSeconds - secondsBetween(at, now));
}
