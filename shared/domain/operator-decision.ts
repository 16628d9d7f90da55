import type { Instant } from "./time.ts";
import type { Decision } from "./verdict.ts";

/** What a person decided about a rollout, beside the validator's verdict and never instead of it. */
export interface OperatorDecision {
  /** Unique, so that two decisions at the same moment are both kept. */
  readonly id: string;
  readonly at: Instant;
  readonly decision: Exclude<Decision, "none">;
  readonly reason: string;
  /** Who: the AWS principal that wrote it, and the GitLab user of the job, when a job wrote it. */
  readonly by: { readonly principal: string; readonly gitlabUser?: string };
  /** From then on a `proceed` opens nothing any more; a stop does not heed it, see `holdsUntil`. */
  readonly expiresAt: Instant;
  /** Set when it only notes that the hotfix lane was used: it opens and closes nothing itself. */
  readonly lane?: "hotfix";
}

/** The decision that counts: the latest one, whatever was decided before it. */
export function standingDecision(decisions: readonly OperatorDecision[]): OperatorDecision | undefined {
  return [...decisions].sort((one, other) => order(one).localeCompare(order(other), "en")).at(-1);
}

/** How long it holds, for the reader: a `proceed` until it expires, a stop until another decision. */
export function holdsUntil({ decision, expiresAt }: Pick<OperatorDecision, "decision" | "expiresAt">): string {
  return decision === "proceed" ? expiresAt : "another decision";
}

function order({ at, id }: OperatorDecision): string {
  return `${at}#${id}`;
}
