import type { PostedStatus } from "../../shared/domain/commit-status.ts";
import type { ValidationKey } from "../../shared/domain/evidence.ts";
import { addSeconds, type Instant, secondsBetween } from "../../shared/domain/time.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { isPassing, ValidatorError } from "../../shared/errors.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Agenda, AgendaEntry } from "../../shared/ports/validations.ts";
import type { ExecutionState, Executions } from "../../shared/ports/workflow.ts";
import { troubleOf } from "./trouble.ts";

export interface LookAfterPorts {
  readonly evidence: Pick<EvidenceStore, "record" | "delivery">;
  readonly executions: Executions;
  readonly agenda: Agenda;
  readonly clock: Clock;
  /** In [0, 1): keeps what broke at one moment from coming back at one moment. */
  readonly random: () => number;
  readonly conclude: (input: {
    readonly validation: ValidationKey;
    readonly trouble: { readonly error: string };
  }) => Promise<{ readonly verdict: Verdict }>;
  readonly announce: (input: { readonly validation: ValidationKey; readonly phase: "verdict" }) => Promise<unknown>;
  readonly reportStatus: (input: {
    readonly validation: ValidationKey;
    readonly phase: "verdict";
  }) => Promise<PostedStatus>;
}

/** What the caller knows already. */
export interface Circumstances {
  /** How the execution ended, from its event. */
  readonly ended?: ExecutionState["status"];
  /** GitLab has just failed: nothing is posted now. */
  readonly isGitlabDown?: boolean;
}

/** What was done for one validation. */
export interface LookedAfter {
  /** The verdict was missing and is written now. */
  readonly closed: boolean;
  /** `left`: it is in the workflow's hands, or nothing is owed; `given up`: too old to be shown any more. */
  readonly status: "left" | "posted" | "parked" | "undelivered" | "given up";
  /** The event bus or the topic did not take the verdict. */
  readonly untold?: true;
}

export const lookAgainSeconds = 300;
/** AnnounceVerdict has given up by then (3 tries of 30 s, 3 s between), while its execution may go on for an hour: GitLab is down, or readings are due. */
const announcingSeconds = 120;
/** What only a person can cure (a token, a role) is tried once an hour: GitLab bans an address that keeps showing a bad token. */
const parkedSeconds = 3600;
/** After a week nobody waits for the status any more; the verdict stays in the evidence. */
const giveUpSeconds = 7 * 86_400;
/** An agenda entry without a record: its opening broke off, and may still be repeated. */
const openingSeconds = 3600;

/** Brings one validation to its end: writes the verdict that its execution can no longer write, and shows a verdict that GitLab has not taken yet. */
export function lookAfter(ports: LookAfterPorts) {
  return async (
    { key, openedAt }: Pick<AgendaEntry, "key" | "openedAt">,
    { ended, isGitlabDown = false }: Circumstances = {},
  ): Promise<LookedAfter> => {
    const now = ports.clock.now();
    const again = (seconds: number): Promise<void> =>
      ports.agenda.postpone(key.rollout, addSeconds(now, seconds + ports.random() * 60));
    const record = await ports.evidence.record(key);
    if (record === undefined) {
      if (secondsBetween(openedAt, now) < openingSeconds) await again(lookAgainSeconds);
      else await ports.agenda.settle(key.rollout);
      return { closed: false, status: "left" };
    }
    const found = await ports.executions.find(record.executionArn);
    const execution = ended === undefined || found === undefined ? found : { ...found, status: ended };
    const trouble = record.verdict === undefined ? troubleOf(execution, record, now) : undefined;
    const isInGoodHands = trouble === undefined && execution?.status === "RUNNING";
    if (isInGoodHands) {
      await again(lookAgainSeconds);
      const { verdict } = record;
      const isOwed = verdict !== undefined && secondsBetween(verdict.at, now) > announcingSeconds;
      const isTold = !isOwed || (await announced(ports, { key, since: verdict.at, now }));
      return { closed: false, status: "left", ...(!isTold && { untold: true }) };
    }
    if (trouble !== undefined) await ports.conclude({ validation: key, trouble: { error: trouble } });
    const since = record.verdict?.at ?? now;
    const isTold = await announced(ports, { key, since, now });
    const status = await show(ports, { key, since, now, isGitlabDown, isTold }, again);
    return { closed: trouble !== undefined, status, ...(!isTold && { untold: true }) };
  };
}

interface Owed {
  readonly key: ValidationKey;
  /** When the verdict was written. */
  readonly since: Instant;
  readonly now: Instant;
  readonly isGitlabDown: boolean;
  readonly isTold: boolean;
}

/** Announces the verdict unless that was done, or nobody waits for it any more; false when a channel did not take it. */
async function announced({ announce }: LookAfterPorts, { key, since, now }: Pick<Owed, "key" | "since" | "now">) {
  if (secondsBetween(since, now) > giveUpSeconds) return true;
  try {
    await announce({ validation: key, phase: "verdict" });
    return true;
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return false;
  }
}

/** Posts the verdict's status unless it was posted; a parked one waits its hour. */
async function show(
  { evidence, agenda, reportStatus }: LookAfterPorts,
  { key, since, now, isGitlabDown, isTold }: Owed,
  again: (seconds: number) => Promise<void>,
): Promise<LookedAfter["status"]> {
  const delivery = await evidence.delivery(key, "verdict");
  if (delivery !== undefined && delivery.posted.outcome !== "parked") {
    if (isTold) await agenda.settle(key.rollout);
    else await again(lookAgainSeconds);
    return "left";
  }
  if (secondsBetween(since, now) > giveUpSeconds) {
    await agenda.settle(key.rollout);
    return "given up";
  }
  const restSeconds = delivery === undefined ? 0 : parkedSeconds - secondsBetween(delivery.at, now);
  if (restSeconds > 0) {
    await again(restSeconds);
    return "parked";
  }
  if (isGitlabDown) {
    await again(lookAgainSeconds);
    return "undelivered";
  }
  try {
    const { outcome } = await reportStatus({ validation: key, phase: "verdict" });
    if (outcome === "parked") await again(parkedSeconds);
    return outcome === "parked" ? "parked" : "posted";
  } catch (error) {
    if (!isUndelivered(error)) throw error;
    await again(lookAgainSeconds);
    return "undelivered";
  }
}

function isUndelivered(error: unknown): boolean {
  if (!(error instanceof ValidatorError)) return false;
  return error.name === "StatusUndelivered" || error.name === "StatusBusy" || isPassing(error);
}
