import type { PostedStatus, SentStatus, StatusIntent, StatusRecord } from "../domain/commit-status.ts";
import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import { type GitlabClient, GitlabRefusal, type StatusPost } from "./client.ts";
import { needsReading, nextMove, type ShownRow, shownRow } from "./decide.ts";
import type { Ledger } from "./ledger.ts";
import { landedPost, stillOnTheWay, without } from "./unanswered.ts";

export interface Attempt {
  readonly client: GitlabClient;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** As it will be sent: repaired where GitLab refused it. */
  readonly intent: StatusIntent;
  /** Undefined lets GitLab choose by ref, or make an external pipeline. */
  readonly pipelineId: string | undefined;
  readonly readFirst: boolean;
}

/** Brings one status to GitLab, once. Throws GitlabRefusal for every answer that is not a success. */
export async function attempt(given: Attempt): Promise<PostedStatus> {
  const { clock, intent, ledger, readFirst } = given;
  if (!readFirst && !needsReading(ledger.record())) return post(given, intent);
  const row = await currentRow(given);
  const record = await reconciled(ledger, row);
  const move = nextMove({ record, intent, row, now: clock.now() });
  switch (move.do) {
    case "keep":
      return keep(given, move.row);
    case "post":
      return post(given, { ...intent, state: move.state });
    case "wait":
      throw new ValidatorError(
        "StatusUndelivered",
        `An earlier post of ${intent.name} may still land; try again after ${move.seconds} s.`,
      );
    default:
      return move satisfies never;
  }
}

async function currentRow({ client, intent, pipelineId }: Attempt): Promise<ShownRow | undefined> {
  const place = pipelineId === undefined ? { ref: intent.ref } : { pipelineId };
  return shownRow(await client.statuses(intent.commit, { name: intent.name, ...place }));
}

/** The record after a look at GitLab: a post without an answer that is seen there was posted. */
async function reconciled(ledger: Ledger, row: ShownRow | undefined): Promise<StatusRecord> {
  const record = ledger.record();
  const landed = row === undefined ? undefined : landedPost(record, row);
  if (row === undefined || landed === undefined) return record;
  const { attempt, phase, state } = landed;
  return ledger.save({ posted: { attempt, phase, state, id: row.id }, unanswered: without(record.unanswered, landed) });
}

/** The record is told first that a post is on its way, so that a crash after it leads to a look, not to a second row. */
async function post(given: Attempt, intent: StatusIntent): Promise<PostedStatus> {
  const { client, clock, ledger, pipelineId } = given;
  const { attempt, phase, state } = intent;
  const sent: SentStatus = { attempt, phase, state, at: clock.now() };
  const others = stillOnTheWay(ledger.record().unanswered ?? [], sent.at);
  await ledger.save({ unanswered: [...others, sent], pipelineId });
  const answer = await client.post(intent.commit, statusPost(intent, pipelineId));
  switch (answer.kind) {
    case "posted": {
      const { id, pipelineId: chosen = pipelineId } = answer.row;
      return finish(given, { intent, sent, outcome: "posted", id, pipelineId: chosen });
    }
    case "same state":
      return finish(given, { intent, sent, outcome: "already posted", pipelineId });
    case "unclear":
      if (answer.isOver) await ledger.save({ unanswered: [...others, { ...sent, isOver: true }] });
      throw new GitlabRefusal(answer);
    default:
      await ledger.save({ unanswered: others });
      throw new GitlabRefusal(answer);
  }
}

async function keep(given: Attempt, row: ShownRow): Promise<PostedStatus> {
  const { intent } = given;
  const outcome = row.status === intent.state ? "already posted" : "stale";
  const { id, pipelineId = given.pipelineId } = row;
  return finish(given, { intent: { ...intent, state: row.status }, outcome, id, pipelineId });
}

interface Result {
  /** With the state that GitLab shows. */
  readonly intent: StatusIntent;
  /** The post that was answered. */
  readonly sent?: SentStatus;
  readonly outcome: PostedStatus["outcome"];
  readonly id?: number;
  readonly pipelineId: string | undefined;
}

async function finish(
  { clock, ledger }: Attempt,
  { intent, sent, outcome, id, pipelineId }: Result,
): Promise<PostedStatus> {
  const { attempt, phase, state, name } = intent;
  const { desired, unanswered = [] } = ledger.record();
  const identity = id === undefined ? {} : { id };
  await ledger.save({
    posted: { attempt, phase, state, ...identity },
    pipelineId,
    name: name === desired.name ? undefined : name,
    unanswered: stillOnTheWay(sent === undefined ? unanswered : without(unanswered, sent), clock.now()),
    parked: undefined,
  });
  return { outcome, ...identity, ...(pipelineId !== undefined && { pipelineId }) };
}

/** With a pipeline the ref is left out: GitLab takes the pipeline's own, and refuses any other (404). */
function statusPost(intent: StatusIntent, pipelineId: string | undefined): StatusPost {
  const { state, name, description, ref, targetUrl } = intent;
  return {
    state,
    name,
    description,
    ...(targetUrl !== undefined && { target_url: targetUrl }),
    ...(pipelineId === undefined ? ref !== undefined && { ref } : { pipeline_id: Number(pipelineId) }),
  };
}
