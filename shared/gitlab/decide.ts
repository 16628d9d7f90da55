import { type CommitState, commitStates, type StatusIntent, type StatusRecord } from "../domain/commit-status.ts";
import type { Instant } from "../domain/time.ts";
import { compareSequence } from "./sequence.ts";
import type { StatusRow } from "./status-row.ts";
import { secondsToLand } from "./unanswered.ts";

/** Whether an intent is still wanted, by the validator's own record: GitLab keeps no order. The first verdict of an attempt stands. */
export function admit(record: StatusRecord | undefined, intent: StatusIntent): "go" | "stale" | "already posted" {
  if (record === undefined) return "go";
  if (compareSequence(intent, record.desired) < 0) return "stale";
  return record.posted !== undefined && compareSequence(intent, record.posted) <= 0 ? "already posted" : "go";
}

/** What GitLab shows must be known first when nothing was posted yet, when an answer is missing, or after trouble. */
export function needsReading(record: StatusRecord): boolean {
  return record.posted === undefined || record.unanswered !== undefined || record.parked !== undefined;
}

export type ShownRow = StatusRow & { readonly status: CommitState };

/** The row that people see: the newest of the latest ones. Rows in a word that only CI jobs use are not ours. */
export function shownRow(rows: readonly StatusRow[]): ShownRow | undefined {
  return rows.filter(isShown).sort((left, right) => right.id - left.id)[0];
}

function isShown(row: StatusRow): row is ShownRow {
  return commitStates.some((state) => state === row.status);
}

export type Move =
  | { readonly do: "post"; readonly state: CommitState }
  /** GitLab shows the intent already, or something that it must not undo. */
  | { readonly do: "keep"; readonly row: ShownRow }
  /** An earlier post may still land and must not land after this one. */
  | { readonly do: "wait"; readonly seconds: number };

export interface Sight {
  readonly record: StatusRecord;
  readonly intent: StatusIntent;
  readonly row: ShownRow | undefined;
  readonly now: Instant;
}

/** What to do about an intent, given what GitLab shows. */
export function nextMove({ record, intent, row, now }: Sight): Move {
  const seconds = secondsToLand(record, intent, now);
  if (seconds > 0) return { do: "wait", seconds };
  if (row === undefined) return { do: "post", state: intent.state };
  if (row.status === intent.state && (!isEnd(row.status) || hasTextOf(row, intent))) return { do: "keep", row };
  if (row.status === "running" && intent.state === "pending") return { do: "keep", row };
  if (isEnd(row.status) && !isEnd(intent.state) && !isOfEarlierAttempt(row, record, intent)) return { do: "keep", row };
  // GitLab knows no way from running to skipped.
  const state = row.status === "running" && intent.state === "skipped" ? "canceled" : intent.state;
  return { do: "post", state };
}

function isEnd(state: CommitState): boolean {
  return state !== "pending" && state !== "running";
}

function hasTextOf(row: StatusRow, intent: StatusIntent): boolean {
  return row.description === intent.description && row.targetUrl === (intent.targetUrl ?? "");
}

/** False for a row that this validator did not write, or no longer knows: a running status re-opens nothing foreign. */
function isOfEarlierAttempt(row: ShownRow, { posted }: StatusRecord, intent: StatusIntent): boolean {
  if (posted === undefined || posted.attempt >= intent.attempt) return false;
  return row.status === posted.state && (posted.id === undefined || posted.id === row.id);
}
