import type { PostedStatus } from "../domain/commit-status.ts";
import { milliseconds } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Secrets } from "../ports/statuses.ts";
import { attempt } from "./attempt.ts";
import { type GitlabClient, GitlabRefusal, gitlabClient } from "./client.ts";
import { type Draft, firstDraft, withRemedy } from "./draft.ts";
import { findPipeline } from "./find-pipeline.ts";
import type { Ledger } from "./ledger.ts";
import { type Next, react } from "./react.ts";

export interface DeliveryPorts {
  readonly fetch: typeof fetch;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** In [0, 1): spreads the tries of several callers. */
  readonly random: () => number;
}

export interface DeliveryRun {
  /** Holds what is desired. */
  readonly ledger: Ledger;
  /** Id of the secret that holds the token. */
  readonly secret: string;
  /** When the call must be over, in epoch milliseconds. */
  readonly endsAt: number;
}

/** Waits within one call; after them the workflow's retry, which can wait for an hour, takes over. */
const waits = { most: 2, longestSeconds: 5 };
/** GitLab waits up to 10 s for each of two locks (20 tries, 0.5 s apart, in create_commit_status_service.rb and add_job_service.rb). */
const requestMilliseconds = 30_000;

/** Tries until the status is in GitLab, or is parked in the record; throws StatusUndelivered when a later call may do better. */
export async function deliver(ports: DeliveryPorts, delivery: DeliveryRun): Promise<PostedStatus> {
  const sources = { ...delivery, secrets: ports.secrets };
  let draft = await firstDraft(sources);
  for (;;) {
    const next = await tryOnce(ports, delivery, draft);
    if ("outcome" in next) return next;
    if (next.do === "park") return park(ports, delivery, next.reason);
    draft =
      next.do === "wait"
        ? await pause(ports, delivery, { draft, next })
        : await withRemedy(draft, next.remedy, sources);
  }
}

async function tryOnce(ports: DeliveryPorts, delivery: DeliveryRun, draft: Draft): Promise<PostedStatus | Next> {
  const { clock } = ports;
  const { ledger } = delivery;
  const { intent, spent, token } = draft;
  if (token === "") return { do: "park", reason: `Secret ${delivery.secret} holds no usable token.` };
  const client = gitlabClient({
    fetch: ports.fetch,
    host: intent.host,
    project: intent.project,
    token,
    nowMilliseconds: () => milliseconds(clock.now()),
    timeoutMilliseconds: () => Math.max(1, Math.min(requestMilliseconds, leftMilliseconds(ports, delivery))),
  });
  try {
    const pipelineId = await pipelineFor(ports, { client, ledger, draft });
    return await attempt({ client, clock, ledger, intent, pipelineId, readFirst: spent.has("read first") });
  } catch (error) {
    if (!(error instanceof GitlabRefusal)) throw error;
    return react(error.failure, { intent, spent, nowMilliseconds: milliseconds(clock.now()) });
  }
}

interface Lookup {
  readonly client: GitlabClient;
  readonly ledger: Ledger;
  readonly draft: Draft;
}

/** The record remembers where the status went; then the release's own word counts, then GitLab's list. */
async function pipelineFor({ clock }: DeliveryPorts, { client, ledger, draft }: Lookup): Promise<string | undefined> {
  const { intent, refusedPipeline, spent } = draft;
  if (spent.has("no pipeline")) return undefined;
  const pinned = refusedPipeline === undefined ? intent.pipelineId : undefined;
  const known = ledger.record().pipelineId ?? pinned;
  return known ?? findPipeline(client, clock, { commit: intent.commit, ref: intent.ref, except: refusedPipeline });
}

interface Pause {
  readonly draft: Draft;
  readonly next: Extract<Next, { do: "wait" }>;
}

async function pause(ports: DeliveryPorts, delivery: DeliveryRun, { draft, next }: Pause): Promise<Draft> {
  const seconds = next.seconds ?? ports.random() * 2 ** draft.waited;
  const isTooLong = seconds > waits.longestSeconds || seconds * 1000 >= leftMilliseconds(ports, delivery);
  if (draft.waited >= waits.most || isTooLong) {
    const { name, commit, project } = draft.intent;
    const hint = next.seconds === undefined ? "" : `; try again after ${next.seconds} s`;
    throw new ValidatorError(
      "StatusUndelivered",
      `GitLab did not take ${name} on ${commit} of ${project}: ${next.reason}${hint}`,
    );
  }
  await ports.clock.sleep(seconds * 1000);
  return { ...draft, waited: draft.waited + 1 };
}

async function park({ clock }: DeliveryPorts, { ledger }: DeliveryRun, reason: string): Promise<PostedStatus> {
  await ledger.save({ parked: { at: clock.now(), reason } });
  return { outcome: "parked", reason };
}

function leftMilliseconds({ clock }: DeliveryPorts, { endsAt }: DeliveryRun): number {
  return endsAt - milliseconds(clock.now());
}
