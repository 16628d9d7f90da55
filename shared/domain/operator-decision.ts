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
  /** Minutes of manual work that the release took, as the person says. */
  readonly minutes?: number;
  /** Set when it only notes that the hotfix lane was used: it opens and closes nothing itself. */
  readonly lane?: "hotfix";
}

/** The decision that counts: the latest one, whatever was decided before it. A note of the hotfix lane is none. */
export function standingDecision(decisions: readonly OperatorDecision[]): OperatorDecision | undefined {
  const own = decisions.filter(({ lane }) => lane === undefined);
  return own.sort((one, other) => order(one).localeCompare(order(other), "en")).at(-1);
}

/** How long it holds, for the reader: a `proceed` until it expires, a stop until another decision. */
export function holdsUntil({ decision, expiresAt }: Pick<OperatorDecision, "decision" | "expiresAt">): string {
  return decision === "proceed" ? expiresAt : "another decision";
}

/** The end of an IAM name for the reader: `operator/mia` of `arn:aws:sts::111122223333:assumed-role/operator/mia`. */
export function principalName(principal: string): string {
  const [, name] = /^arn:[^:]*:(?:iam|sts)::\d*:(?:assumed-role|user|role|federated-user)\/(.+)$/.exec(principal) ?? [];
  return name ?? principal;
}

function order({ at, id }: OperatorDecision): string {
  return `${at}#${id}`;
}
