import type { GateRollout, PlaceFacts } from "../domain/gate/facts.ts";
import { type Requirement, requirementName } from "../domain/gate/question.ts";
import { nearest } from "../domain/nearest.ts";
import { parseServiceArn } from "../domain/rollout.ts";
import { addSeconds, type Instant } from "../domain/time.ts";
import { ValidatorError } from "../errors.ts";
import type { EvidenceOf, RegionEvidence, ServiceHistory } from "../ports/evidence.ts";

/** Rollouts of one service that are read; the newest ones matter, and a busy service has fewer in a week. */
const mostRollouts = 50;

/** Evidence older than this has expired (the stack's default). */
const historySeconds = 400 * 86_400;

export interface Places {
  readonly evidenceOf: EvidenceOf;
  /** An error in words for whoever asked; its own message unless told. */
  readonly wordsOf?: (error: ValidatorError) => string;
}

/** Reads what the gate must know about one requirement. A Region that does not answer is a fact too. */
export async function readPlace(
  { evidenceOf, wordsOf = ({ message }) => message }: Places,
  requirement: Requirement,
  now: Instant,
): Promise<PlaceFacts> {
  const of = { requirement: requirementName(requirement) };
  try {
    return { ...of, ...(await facts(await evidenceOf(requirement), requirement, now)) };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    const denied = error.name === "AccessDenied";
    return { ...of, answered: false, reason: `${requirement.region} did not answer: ${wordsOf(error)}`, denied };
  }
}

/** What is known in a Region instead of a release that is not; for the reader. */
export async function hintOf(
  reader: RegionEvidence,
  { release, service, cluster, region }: Pick<Requirement, "release" | "service" | "cluster" | "region">,
  now: Instant,
): Promise<string | undefined> {
  const requirement: Requirement = {
    kind: "environment",
    soakSeconds: 0,
    release,
    service,
    region,
    ...(cluster !== undefined && { cluster }),
  };
  const found = await facts(reader, requirement, now);
  return found.answered ? found.hint : found.reason;
}

type Facts =
  | { readonly answered: false; readonly reason: string }
  | { readonly answered: true; readonly rollouts: readonly GateRollout[]; readonly hint?: string };

async function facts({ history, evidence }: RegionEvidence, requirement: Requirement, now: Instant): Promise<Facts> {
  const found = await findService(history, requirement);
  if (found.arns === undefined) return found.facts;
  const period = { since: addSeconds(now, -historySeconds), atMost: mostRollouts };
  const records = (await Promise.all(found.arns.map((arn) => history.rollouts(arn, period)))).flat();
  // The index may lag and knows no decisions; what decides is read again, consistently.
  const ids = new Set([requirement.release, ...sameCommit(requirement, records)]);
  const dossiers = await Promise.all([...ids].map((id) => evidence.dossier(id)));
  const own = dossiers.flatMap((dossier) => dossier?.rollouts ?? []);
  const rest = records
    .filter(({ key }) => !ids.has(key.releaseId))
    .map((record): GateRollout => ({ record, decisions: [] }));
  const rollouts = [...own.filter(({ record }) => found.arns.includes(record.rollout.serviceArn)), ...rest];
  return { answered: true, rollouts, hint: releaseHint(requirement.release, rest) };
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
  history: ServiceHistory,
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
    const clusters = fitting.map((each) => each.cluster).join(", ");
    const reason = `${service} is in several clusters of ${region}: ${clusters}; name one by --cluster`;
    return { facts: { answered: false, reason } };
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
