import { type GateRollout, ownRollout, type PlaceFacts } from "../domain/gate/facts.ts";
import { type Requirement, requirementName } from "../domain/gate/question.ts";
import { nearest } from "../domain/nearest.ts";
import { parseServiceArn } from "../domain/rollout.ts";
import type { Instant } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { ServiceHistory } from "../ports/evidence.ts";
import type { LooksOf, RegionLooks, RolloutLooks } from "../ports/rollout-looks.ts";
import { severalClusters } from "./service-clusters.ts";

/** Rollouts of one service that are read; the newest ones matter, and a busy service has fewer in a week. */
const mostRollouts = 50;

/** Before every rollout: all that is kept is read, as whatever has expired is gone. */
const ever: Instant = "1970-01-01T00:00:00.000Z";

export interface Places {
  readonly evidenceOf: LooksOf;
  /** An error in words for whoever asked; its own message unless told. */
  readonly wordsOf?: (error: ValidatorError) => string;
  /** By what whoever asked names a cluster; the question's own member unless told. */
  readonly clusterBy?: string;
}

/** Reads what the gate must know about one requirement. A Region that does not answer is a fact too. */
export async function readPlace(
  { evidenceOf, wordsOf = ({ message }) => message, clusterBy = "cluster" }: Places,
  requirement: Requirement,
): Promise<PlaceFacts> {
  const of = { requirement: requirementName(requirement) };
  try {
    return { ...of, ...(await facts({ ...(await evidenceOf(requirement)), clusterBy }, requirement)) };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    const final = finalOf(error);
    const reason = `${requirement.region}${final === "asked wrongly" ? "" : " did not answer"}: ${wordsOf(error)}`;
    return { ...of, answered: false, reason, ...(final && { final }) };
  }
}

/** A table that is not there was named wrongly, or looked for in the wrong Region or account. */
function finalOf({ name }: ValidatorError): Extract<PlaceFacts, { readonly answered: false }>["final"] {
  if (name === "AccessDenied") return "not allowed";
  return name === "NotFound" ? "asked wrongly" : undefined;
}

/** What is known in a Region instead of a release that is not; for the reader. */
export async function knownInstead(
  reader: Reader,
  { release, service, cluster, region }: Pick<Requirement, "release" | "service" | "cluster" | "region">,
): Promise<string | undefined> {
  const requirement: Requirement = {
    kind: "environment",
    soakSeconds: 0,
    release,
    service,
    region,
    ...(cluster !== undefined && { cluster }),
  };
  const found = await facts(reader, requirement);
  return found.answered ? found.hint : found.reason;
}

interface Reader extends Pick<RegionLooks, "history" | "looks"> {
  readonly clusterBy: string;
}

type Facts =
  | { readonly answered: false; readonly reason: string; readonly final: "asked wrongly" }
  | { readonly answered: true; readonly rollouts: readonly GateRollout[]; readonly hint?: string };

async function facts({ history, looks, clusterBy }: Reader, requirement: Requirement): Promise<Facts> {
  const found = await findService({ history, clusterBy }, requirement);
  if (found.arns === undefined) return found.facts;
  const period = { since: ever, atMost: mostRollouts };
  const records = (await Promise.all(found.arns.map((arn) => history.rollouts(arn, period)))).flat();
  // The index may lag and knows no decisions; what decides is read again, consistently.
  const ids = new Set([requirement.release, ...sameCommit(requirement, records)]);
  const own = (await Promise.all([...ids].map((id) => rolloutsOf(looks, requirement, id)))).flat();
  const rest = records
    .filter(({ key }) => !ids.has(key.releaseId))
    .map((record): GateRollout => ({ record, decisions: [] }));
  const rollouts = [...own.filter(({ record }) => found.arns.includes(record.rollout.serviceArn)), ...rest];
  return {
    answered: true,
    rollouts: await withTasks(looks, requirement, rollouts),
    hint: releaseHint(requirement.release, rest),
  };
}

/** Only those of the rollout that decides are read, once it has a verdict: a large service has hundreds. */
async function withTasks(
  looks: Pick<RolloutLooks, "tasks">,
  requirement: Requirement,
  rollouts: readonly GateRollout[],
): Promise<readonly GateRollout[]> {
  const own = ownRollout(requirement, rollouts);
  if (own?.record.verdict === undefined) return rollouts;
  const tasks = await looks.tasks(own.record.key.rollout);
  return rollouts.map((rollout) => (rollout === own ? { ...own, tasks } : rollout));
}

/** The rollouts of a release there, with what people decided about them. */
async function rolloutsOf(
  looks: RolloutLooks,
  { service, cluster, region }: Requirement,
  release: string,
): Promise<readonly GateRollout[]> {
  const records = await looks.rollouts({ release, service, cluster, region });
  return Promise.all(records.map(async (record) => ({ record, decisions: await looks.decisions(record.key) })));
}

function sameCommit(
  { kind, commit }: Requirement,
  records: Awaited<ReturnType<ServiceHistory["rollouts"]>>,
): readonly string[] {
  if (kind !== "environment" || commit === undefined) return [];
  return records.filter(({ release }) => release.commit === commit).map(({ key }) => key.releaseId);
}

/** The service that is meant, or the facts that follow from there being none or several. An environment may be any of several clusters. */
async function findService(
  { history, clusterBy: askedBy }: Pick<Reader, "history" | "clusterBy">,
  { service, cluster, region, environment }: Requirement,
): Promise<{ readonly arns: readonly string[] } | { readonly arns?: never; readonly facts: Facts }> {
  const all = (await history.services()).flatMap((arn) => {
    const name = parseServiceArn(arn);
    return name?.region === region ? [{ arn, ...name }] : [];
  });
  const named = all.filter((each) => each.service === service);
  const fitting = named.filter((each) => cluster === undefined || each.cluster === cluster);
  if (fitting.length === 1 || (fitting.length > 1 && environment !== undefined))
    return { arns: fitting.map(({ arn }) => arn) };
  if (fitting.length > 1) {
    const reason = severalClusters(
      { service, region, askedBy },
      fitting.map((each) => each.cluster),
    );
    return { facts: { answered: false, reason, final: "asked wrongly" } };
  }
  const hint =
    named.length > 0
      ? `${service} is in the clusters ${named.map((each) => each.cluster).join(", ")} there`
      : serviceHint(
          service,
          all.map((each) => each.service),
        );
  return { facts: { answered: true, rollouts: [], hint } };
}

function serviceHint(service: string, all: readonly string[]): string {
  const known = [...new Set(all)].sort();
  if (known.length === 0) return "no service was validated there yet";
  const near = nearest(service, known);
  return `no service ${service} was validated there; ${near.length > 0 ? `near: ${near.join(", ")}` : `known: ${few(known)}`}`;
}

/** What was rolled out there instead: the newest, and older ones that were probably meant. */
function releaseHint(wanted: string, rollouts: readonly GateRollout[]): string {
  const told = new Map<string, string>();
  for (const { record } of rollouts) {
    const { id } = record.release;
    if (!told.has(id)) told.set(id, `${id} (${record.verdict?.status ?? "running"})`);
  }
  const ids = [...told.keys()];
  if (ids.length === 0) return "no rollout of the service is known there";
  const near = nearest(wanted, ids).filter((id) => ids.indexOf(id) >= mostNamed);
  return `known there: ${few([...told.values()])}${near.length > 0 ? `; near: ${near.join(", ")}` : ""}`;
}

/** Names that are told; the others are counted. */
const mostNamed = 5;

function few(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(", ")} and ${more} more` : names.join(", ");
}
