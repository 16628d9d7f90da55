import type { RolloutRef } from "../../shared/domain/rollout.ts";
import { addSeconds, secondsBetween } from "../../shared/domain/time.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceStore } from "../../shared/ports/evidence.ts";
import type { Agenda, AgendaEntry, Validations } from "../../shared/ports/validations.ts";
import { parseShape } from "../../shared/schema/problems.ts";
import { type ExecutionEnd, ExecutionInput, type ReconcileInput } from "../../shared/schema/reconcile-input.ts";
import { type Circumstances, type LookedAfter, lookAgainSeconds } from "./look-after.ts";
import type { Swept } from "./sweep.ts";

export interface ReconcilePorts {
  readonly agenda: Agenda;
  readonly validations: Validations;
  readonly evidence: Pick<EvidenceStore, "record">;
  readonly clock: Clock;
  readonly lookAfter: (
    entry: Pick<AgendaEntry, "key" | "openedAt">,
    circumstances?: Circumstances,
  ) => Promise<LookedAfter>;
  readonly sweep: () => Promise<Swept>;
  /** Counts a run that went to its end. */
  readonly count: (run: Reconciled) => void;
}

export interface Reconciled {
  readonly looks: readonly LookedAfter[];
  /** Absent after the end of an execution, and when the run came too late. */
  readonly swept?: Swept;
  /** The call was too old; a newer one follows. */
  readonly late?: true;
}

/** A call that waited longer than this in Lambda's queue is dropped, so that calls that were held up do not spend the quotas at once. */
const latestSeconds = 120;
/** With a look every five minutes, enough for 500 validations at a time. */
const mostEntries = 100;
/** No further entry is taken up after this time: one may take 80 s (GitLab), and the function ends after 180 s. */
const workSeconds = 45;

/**
 * Repairs what an event, an execution or GitLab left undone: validations without an end, verdicts that are not shown, rollouts that
 * nobody validates. Every step may be repeated, and two runs at a time do no harm. One validation that cannot be looked after keeps
 * no other from it; its error is thrown when the run is over.
 */
export function reconcile(ports: ReconcilePorts) {
  return async (input: ReconcileInput): Promise<Reconciled> => {
    const errors: unknown[] = [];
    const run = input.source === "aws.states" ? await afterEnd(ports, input) : await onTick(ports, input.time, errors);
    ports.count(run);
    if (errors.length > 0) throw errors[0];
    return run;
  };
}

async function onTick(ports: ReconcilePorts, dueAt: string, errors: unknown[]): Promise<Reconciled> {
  const startedAt = ports.clock.now();
  if (secondsBetween(dueAt, startedAt) > latestSeconds) return { looks: [], late: true };
  const looks: LookedAfter[] = [];
  for (const entry of await ports.agenda.due(startedAt, mostEntries)) {
    const now = ports.clock.now();
    if (secondsBetween(startedAt, now) > workSeconds) break;
    try {
      if (!(await ports.agenda.claim(entry, addSeconds(now, lookAgainSeconds)))) continue;
      looks.push(await ports.lookAfter(entry, { isGitlabDown: looks.some(({ status }) => status === "undelivered") }));
    } catch (error) {
      errors.push(error);
    }
  }
  return { looks, swept: await ports.sweep() };
}

async function afterEnd(
  { validations, evidence, lookAfter }: ReconcilePorts,
  { detail }: ExecutionEnd,
): Promise<Reconciled> {
  const rollout = rolloutIn(detail.input ?? "");
  const key = rollout && (await validations.of(rollout));
  const record = key && (await evidence.record(key));
  // Another execution of the same rollout, or one that opened nothing: there is nothing to close.
  if (record === undefined || record.executionArn !== detail.executionArn) return { looks: [] };
  return { looks: [await lookAfter(record, { ended: detail.status })] };
}

function rolloutIn(text: string): RolloutRef | undefined {
  try {
    return parseShape(ExecutionInput, JSON.parse(text)).data?.rollout;
  } catch {
    return undefined;
  }
}
