import type { CommitState } from "../../shared/domain/commit-status.ts";

/** The event that GitLab's state machine fires for each state that is posted (app/services/ci/create_commit_status_service.rb). */
const events = {
  pending: "enqueue",
  running: "run",
  success: "success",
  failed: "drop",
  canceled: "cancel",
  skipped: "skip",
} as const satisfies Record<CommitState, string>;

/** From where each state may be entered; `created` is a new row (app/models/commit_status.rb). A new row is enqueued before it runs. */
const entries: Readonly<Record<CommitState, readonly (CommitState | "created")[]>> = {
  pending: ["created"],
  running: ["created", "pending"],
  success: ["created", "pending", "running"],
  failed: ["created", "pending", "running"],
  canceled: ["created", "pending", "running"],
  skipped: ["created", "pending"],
};

/** GitLab's text when the state cannot be entered from there; undefined when it can. */
export function refusedTransition(from: CommitState | "created", wanted: CommitState): string | undefined {
  if (entries[wanted].includes(from)) return undefined;
  const event = events[wanted];
  return `Cannot transition status via :${event} from :${from} (Reason(s): Status cannot transition via "${event}")`;
}
