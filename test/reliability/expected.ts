import type { Cell } from "./cells.ts";
import type { Invariant } from "./invariants.ts";
import type { Result } from "./run-cell.ts";
import { undisturbed } from "./subjects.ts";

type Outcome = Result["verdict"];

/** What is right for a disturbed run. Every invariant holds besides; `waived` names those that cannot, and only ever those that ask for an end. */
export interface Expected {
  /** `none`: no validation could be opened; then an execution or an event must have failed where an operator sees it. */
  readonly outcomes: readonly Outcome[];
  /** Seconds that the verdict may come later than the undisturbed one. */
  readonly withinSeconds: number;
  readonly waived: readonly Invariant[];
}

/** Actions without which no validation can be opened; one that is denied is the verdict's reason. */
const opening = new Set(["ecs:DescribeServices", "ecs:ListServiceDeployments", "ecs:DescribeServiceDeployments"]);

/** Actions that say what is checked and where its lines are: without them a rollout is validated, and never passes. */
const knowledge = new Set(["ssm:GetParameter", "ecs:DescribeTaskDefinition"]);

/** Of these, one that fails is replaced by the other. */
const logReaders = new Set(["logs:FilterLogEvents", "logs:StartQuery", "logs:GetQueryResults"]);

const taskReads = new Set(["ecs:ListTasks", "ecs:DescribeTasks"]);

const announcing = new Set(["events:PutEvents", "sns:Publish"]);

/** The longest that the profile of the subjects lets a validation last, and one round of retries. */
const deadlineSeconds = 660;

/** The sweep closes what has no end, and starts what was never opened, within minutes. */
const sweptSeconds = 300;

/** What must come of a cell. */
export function expectedOf(cell: Cell): Expected {
  const wanted = undisturbed[cell.subject];
  const service = cell.action.split(":")[0];
  if (service === "gitlab" || service === "secretsmanager") return ofGitlab(cell);
  if (announcing.has(cell.action)) return ofAnnouncement(cell);
  if (cell.fault === "slow") return right(wanted, 60);
  if (service === "dynamodb") return ofEvidence(cell);
  if (cell.action === "states:StartExecution") return ofStart(cell);
  if (knowledge.has(cell.action)) return ofKnowledge(cell);
  if (opening.has(cell.action)) return ofOpening(cell);
  if (taskReads.has(cell.action)) return ofTaskReads(cell);
  if (cell.action === "ecs:DescribeServiceRevisions") return ofRevisions(cell);
  if (cell.frequency === "first") return right(wanted, 45);
  if (logReaders.has(cell.action)) return right(wanted, 60);
  // What is left helps, and nothing needs it: the log class, the wake-up, the sweep, the readings.
  return right(wanted, 45);
}

function right(wanted: Outcome, withinSeconds: number): Expected {
  return { outcomes: [wanted], withinSeconds, waived: [] };
}

/** No verdict depends on who is told of it. What no channel ever takes stays untold, and reconcile counts it. */
function ofAnnouncement({ subject, fault, frequency }: Cell): Expected {
  const isTaken = fault === "slow" || fault === "lost-answer" || frequency !== "always";
  return { ...right(undisturbed[subject], 60), waived: isTaken ? [] : ["the event tells the verdict"] };
}

/** The verdict never waits for GitLab. A refusal is final until a person cures it, and the evidence says so. */
function ofGitlab({ subject, fault, frequency }: Cell): Expected {
  const isRefused = fault === "denied" && frequency !== "first";
  return {
    ...right(undisturbed[subject], 45),
    waived: isRefused ? ["nothing is left running", "GitLab shows the verdict"] : [],
  };
}

/**
 * Without its table the validator can say nothing; a write whose answer is always lost still lets the sweep close what was opened.
 * A garbled answer to a write is not asked for again, so a part of them costs the verdict.
 */
function ofEvidence({ subject, action, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (frequency === "always") {
    const isWritten = action === "dynamodb:UpdateItem" && fault === "lost-answer";
    return {
      outcomes: [isWritten ? "inconclusive" : "none"],
      withinSeconds: 120,
      waived: ["a verdict is reached", "nothing is left running", "GitLab shows the verdict"],
    };
  }
  const isRead = action === "dynamodb:GetItem" || action === "dynamodb:Query";
  if (fault === "malformed" && frequency === "random" && !isRead)
    return { outcomes: [wanted, "inconclusive"], withinSeconds: sweptSeconds, waived: [] };
  return right(wanted, frequency === "first" ? 45 : 120);
}

/** Each of the rollout's events starts the validation, and Lambda tries each three times. */
function ofStart({ subject, fault, frequency }: Cell): Expected {
  const isLost = frequency === "always" && fault !== "lost-answer";
  return isLost ? { ...right("none", 0) } : right(undisturbed[subject], 90);
}

/** What may not be read is noted, and never passes; its log checks cannot be judged. */
function ofKnowledge({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (fault !== "denied") return frequency === "always" ? right("none", 0) : right(wanted, 45);
  const blind: Outcome = subject === "rolled back" ? "failed" : "inconclusive";
  if (frequency === "random") return { outcomes: [wanted, blind], withinSeconds: 120, waived: [] };
  return right(blind, 120);
}

/** A validation that could not be opened is started again by the sweep as long as ECS still shows the rollout. */
function ofOpening({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  if (frequency === "always") return fault === "denied" ? right("inconclusive", 60) : right("none", 0);
  if (fault === "denied" && frequency === "random")
    return { outcomes: [wanted, "inconclusive"], withinSeconds: sweptSeconds, waived: [] };
  return right(wanted, frequency === "first" ? 45 : 90);
}

/** Tasks are not seen, so nothing passes; a line or ECS's own word of a rollback still fails. */
function ofTaskReads({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  const blind: Outcome = subject === "healthy" ? "inconclusive" : "failed";
  if (frequency === "always") return right(blind, deadlineSeconds);
  // The first read of some actions is the last one that is needed, and a denial is not asked for again.
  return fault === "denied" || frequency === "random"
    ? { outcomes: [wanted, blind], withinSeconds: 120, waived: [] }
    : right(wanted, 45);
}

/** Only the revision tells which digest was released: without it nothing passes, and a denial is not asked for again. */
function ofRevisions({ subject, fault, frequency }: Cell): Expected {
  const wanted = undisturbed[subject];
  const blind: Outcome = subject === "healthy" ? "inconclusive" : "failed";
  if (frequency === "always") return right(blind, deadlineSeconds);
  return fault === "denied" ? { outcomes: [wanted, blind], withinSeconds: 120, waived: [] } : right(wanted, 45);
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
