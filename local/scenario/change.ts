import type { CommitState } from "../../shared/domain/commit-status.ts";
import type { FindingStatus } from "../../shared/domain/finding.ts";
import type { Decision, VerdictStatus } from "../../shared/domain/verdict.ts";

interface OfTask {
  readonly task: string;
  /** The deployment that started it. */
  readonly deploymentId: string;
}

/** Something that a live view can show, in the order in which it happens. */
export type Change = { /** Seconds since the first deploy. */ readonly at: number } & (
  | { readonly what: "deploy"; readonly deploymentId: string; readonly release: string }
  | (OfTask & { readonly what: "task"; readonly status: string; readonly reason?: string })
  | (OfTask & { readonly what: "health"; readonly health: string })
  | { readonly what: "line"; readonly task: string; readonly container: string; readonly text: string }
  | { readonly what: "rollout"; readonly deploymentId: string; readonly state: string; readonly reason: string }
  | { readonly what: "execution"; readonly name: string; readonly status: string }
  | {
      readonly what: "finding";
      readonly release: string;
      readonly check: string;
      readonly status: FindingStatus;
      readonly reason: string;
    }
  | {
      readonly what: "verdict";
      readonly release: string;
      readonly verdict: VerdictStatus;
      readonly decision: Decision;
      readonly reason: string;
    }
  | { readonly what: "commit status"; readonly name: string; readonly state: CommitState; readonly description: string }
);

/** A change before its time is put on it. */
export type Happening = Change extends infer Each ? (Each extends Change ? Omit<Each, "at"> : never) : never;
