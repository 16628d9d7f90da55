import type { Cell } from "./cells.ts";
import type { Invariant } from "./invariants.ts";
import type { Result } from "./run-cell.ts";
import { type SubjectName, undisturbed } from "./subjects.ts";

type Outcome = Result["verdict"];

/** What is right for a disturbed run. Every invariant holds besides; `waived` names those that cannot, and only ever those that ask for an end. */
export interface Expected {
  /** `none`: no validation could be opened; then an execution or an event must have failed where an operator sees it. */
  readonly outcomes: readonly Outcome[];
  /** Seconds that the verdict may come later than the undisturbed one. */
  readonly withinSeconds: number;
  readonly waived: readonly Invariant[];
}

/** Actions without which no validation can be opened: who, what and which checks are unknown. */
const opening = new Set([
  "ecs:DescribeServices",
  "ecs:ListServiceDeployments",
  "ecs:DescribeServiceDeployments",
  "ecs:DescribeTaskDefinition",
]);

/** Of these, one that fails is replaced by the other. */
const logReaders = new Set(["logs:FilterLogEvents", "logs:StartQuery", "logs:GetQueryResults"]);

const taskReads = new Set(["ecs:ListTasks", "ecs:DescribeTasks"]);

/** The longest that the profile of the subjects lets a validation last, and one round of retries. */
const deadlineSeconds = 660;

/** What must come of a cell. */
export function expectedOf(cell: Cell): Expected {
  const wanted = undisturbed[cell.subject];
  const service = cell.action.split(":")[0];
  if (service === "gitlab" || service === "secretsmanager") return ofGitlab(cell);
  if (cell.fault === "slow") return right(wanted, 60);
  if (service === "dynamodb") return ofEvidence(cell);
  if (cell.action === "states:StartExecution") return ofStart(cell);
  if (cell.action === "ssm:GetParameter") return ofProfile(cell);
  if (opening.has(cell.action)) return ofOpening(cell);
  if (cell.frequency === "first") return right(wanted, 45);
  if (taskReads.has(cell.action)) return ofTaskReads(cell);
  if (logReaders.has(cell.action)) return right(wanted, 60);
  // What is left helps, and nothing needs it: the log class, the wake-up, the sweep.
  return right(wanted, 45);
}

function right(wanted: Outcome, withinSeconds: number): Expected {
  return { outcomes: [wanted], withinSeconds, waived: [] };
}

/** The verdict never waits for GitLab. A refusal is final until a person cures it, and the evidence says so. */
function ofGitlab({ subject, fault, frequency }: Cell): Expected {
  const isRefused = fault === "denied" && frequency !== "first";
  return {
    ...right(undisturbed[subject], 45),
    waived: isRefused ? ["nothing is left running", "GitLab shows the verdict"] : [],
  };
}

/** Without its table the validator can say nothing. A refused or garbled answer is not asked for again, so a part of them costs the verdict. */
function ofEvidence({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (frequency === "always") return { outcomes: ["none"], withinSeconds: 0, waived: ["a verdict is reached"] };
  if (fault === "denied") return { outcomes: [wanted, "inconclusive", "none"], withinSeconds: 90, waived: [] };
  if (fault === "malformed" && frequency === "random")
    return { outcomes: [wanted, "inconclusive"], withinSeconds: 120, waived: [] };
  return right(wanted, frequency === "first" ? 45 : 120);
}

/** Each of the rollout's events starts the validation, and Lambda tries each three times. */
function ofStart({ subject, fault, frequency }: Cell): Expected {
  const isLost = frequency === "always" && fault !== "lost-answer";
  return isLost ? { ...right("none", 0) } : right(undisturbed[subject], 90);
}

/** A profile that may not be read is one that cannot be used: never a pass, and its log checks are unknown. */
function ofProfile({ subject, fault, frequency }: Cell): Expected {
  if (fault !== "denied") return frequency === "always" ? right("none", 0) : right(undisturbed[subject], 45);
  return right(subject === "rolled back" ? "failed" : "inconclusive", 90);
}

function ofOpening({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (frequency === "always") return right("none", 0);
  if (fault !== "denied") return right(wanted, frequency === "first" ? 45 : 90);
  return {
    outcomes: frequency === "first" ? ["none"] : [wanted, "inconclusive", "none"],
    withinSeconds: 90,
    waived: [],
  };
}

/** Task health is not seen, so nothing passes; a line alone still fails. */
function ofTaskReads({ subject, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (frequency === "random") return { outcomes: [wanted, "inconclusive"], withinSeconds: 120, waived: [] };
  const outcomes: Readonly<Record<SubjectName, readonly Outcome[]>> = {
    healthy: ["inconclusive"],
    failing: ["failed"],
    "rolled back": ["inconclusive", "failed"],
  };
  return { outcomes: outcomes[subject], withinSeconds: deadlineSeconds, waived: [] };
}

/** Why a result is not what was expected; empty when it is. */
export function deviations(result: Result, { outcomes, withinSeconds, waived }: Expected): readonly string[] {
  const { verdict, delay = 0, isVisible, broken, reason } = result;
  return [
    ...(outcomes.includes(verdict) ? [] : [`${verdict} instead of ${outcomes.join(" or ")}: ${reason}`]),
    ...(verdict === "none" && !isVisible ? ["no verdict, and nobody is told"] : []),
    ...(delay > withinSeconds ? [`${delay} s late, at most ${withinSeconds} s are right`] : []),
    ...broken
      .filter(({ invariant }) => !waived.includes(invariant))
      .map(({ invariant, says }) => `${invariant}: ${says}`),
  ];
}
