import type { VerdictStatus } from "../../shared/domain/verdict.ts";
import { type Cell, faultOf } from "./cells.ts";
import { type Broken, brokenInvariants } from "./invariants.ts";
import { subject } from "./subjects.ts";
import { type Played, play } from "./world-facts.ts";

/** What came of a disturbed run. */
export interface Result {
  readonly verdict: VerdictStatus | "none";
  readonly reason: string;
  /** Seconds after the undisturbed run's verdict; undefined without a verdict. */
  readonly delay?: number | undefined;
  /** An execution ended in error, or an event ended in the dead-letter queue: an operator is told. */
  readonly isVisible: boolean;
  /** Calls that the fault struck; 0 = the action is not used here and nothing was proven. */
  readonly struck: number;
  readonly broken: readonly Broken[];
}

/** Plays one cell. `base` is the second of the undisturbed verdict. */
export async function runCell(cell: Cell, base: number): Promise<Result> {
  const played = await play(subject(cell.subject, [faultOf(cell)]), { gitlabAnswers: !cutsOffGitlab(cell) });
  const struck = Object.values(played.outcome.counts.faults).reduce((sum, count) => sum + count, 0);
  return { ...resultOf(played, base), struck };
}

export function resultOf(played: Played, base: number): Omit<Result, "struck"> {
  const { outcome } = played;
  const [deploy] = outcome.deploys;
  const verdict = deploy?.dossier?.record.verdict;
  const at = deploy?.verdictSeconds;
  return {
    verdict: verdict?.status ?? "none",
    reason: verdict?.reason ?? outcome.executions.find(({ error }) => error !== undefined)?.error ?? "",
    ...(at !== undefined && { delay: Math.round((at - base) * 10) / 10 }),
    isVisible: outcome.executions.some(({ status }) => status !== "SUCCEEDED") || outcome.troubles.length > 0,
    broken: brokenInvariants(played),
  };
}

/** Whatever GitLab or its token answers, it is never an answer. */
function cutsOffGitlab({ action, fault, frequency }: Cell): boolean {
  const isWay = action.startsWith("gitlab:") || action.startsWith("secretsmanager:");
  return isWay && frequency === "always" && fault !== "slow";
}
