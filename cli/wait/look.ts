import type { ApplyResult } from "../../shared/domain/apply-result.ts";
import type { RolloutDossier, ValidationRecord } from "../../shared/domain/evidence.ts";
import { isPassing, ValidatorError } from "../../shared/errors.ts";
import { knownInstead } from "../../shared/gate/read-place.ts";
import { type WatchedRelease, watchedRollout } from "../../shared/gate/watched-rollout.ts";
import type { PlaceStatus, ReportedPlace } from "../../shared/reports/report.ts";
import { failureOf } from "../failure.ts";
import type { OpenRegion, RegionTable } from "../regions/region-tables.ts";
import { askForCluster, clusterOption } from "../text/several-clusters.ts";

/** What one look at one Region showed. */
export interface Look {
  readonly region: string;
  readonly rollout?: LookedAt;
  /** What deploy jobs said of their Terraform applies, also while no rollout is seen; absent where there are none. */
  readonly applies?: readonly ApplyResult[];
  /** The rollout was superseded, and by another release. */
  readonly isReplaced?: true;
  /** Why nothing could be read this time; `final` when looking again would not help. */
  readonly trouble?: { readonly reason: string; readonly final?: "not allowed" | "no answer" | "asked wrongly" };
}

/** What a look reads of a rollout: enough to show it and to report its verdict. */
export type LookedAt = Pick<RolloutDossier, "record" | "findings" | "decisions">;

/** Looks for the release in its Region. A Region that does not answer hides no other. */
export async function look(open: OpenRegion, watched: WatchedRelease, last?: Look): Promise<Look> {
  const { region } = watched;
  try {
    const { looks, history } = await open(region);
    const isKnown = last !== undefined && last.trouble === undefined;
    const [found, applied] = await Promise.all([
      watchedRollout({ looks, ...(!isKnown && { history }) }, watched),
      appliesOf(looks, watched),
    ]);
    if (found.clusters !== undefined)
      return { region, trouble: { reason: askForCluster(watched, found.clusters), final: "asked wrongly" } };
    const { record } = found;
    if (record === undefined) return { region, ...applied };
    const [findings, decisions, isReplaced] = await Promise.all([
      looks.findings(record),
      looks.decisions(record.key),
      isReplacedByOther(history, record),
    ]);
    return { region, rollout: { record, findings, decisions }, ...applied, ...(isReplaced && { isReplaced }) };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return { region, trouble: { reason: failureOf(error).message, ...finalOf(error) } };
  }
}

/** As with rollouts, those of earlier pipelines do not count. */
async function appliesOf(
  looks: RegionTable["looks"],
  { since = "", ...place }: WatchedRelease,
): Promise<Pick<Look, "applies">> {
  const applies = (await looks.applies(place)).filter(({ at }) => at >= since);
  return applies.length === 0 ? {} : { applies };
}

function finalOf(error: ValidatorError): Pick<NonNullable<Look["trouble"]>, "final"> {
  if (isPassing(error)) return {};
  if (error.name === "NotFound") return { final: "asked wrongly" };
  return { final: error.name === "AccessDenied" ? "not allowed" : "no answer" };
}

async function isReplacedByOther(
  history: RegionTable["history"],
  { rollout, release, verdict }: ValidationRecord,
): Promise<boolean> {
  if (verdict?.status !== "superseded") return false;
  const [newest] = await history.rollouts(rollout.serviceArn, { since: rollout.startedAt, atMost: 1 });
  return newest !== undefined && newest.release.id !== release.id;
}

/** What is known instead of the release; a Region that does not even answer this says nothing. */
export async function hint(open: OpenRegion, watched: WatchedRelease): Promise<string | undefined> {
  try {
    const { release, service, region, cluster } = watched;
    const reader = await open(region);
    const known = { release, service, region, ...(cluster !== undefined && { cluster }) };
    return (await tooEarly(reader, watched)) ?? (await knownInstead({ ...reader, clusterBy: clusterOption }, known));
  } catch (error) {
    if (error instanceof ValidatorError) return undefined;
    throw error;
  }
}

/** Says that the release was rolled out, but before it counts. */
async function tooEarly({ looks }: RegionTable, { since, ...watched }: WatchedRelease): Promise<string | undefined> {
  if (since === undefined) return undefined;
  const found = (await looks.rollouts(watched)).at(-1);
  if (found === undefined) return undefined;
  const { verdict, rollout: earlier } = found;
  const ended = verdict?.status ?? "no verdict yet";
  return `an earlier rollout of it, from ${earlier.startedAt} (${ended}), does not count because of --since ${since}`;
}

/** The look as it goes into a report; `otherwise` says why there is no verdict when the look itself does not. */
export function placeOf(
  { region, rollout, applies, trouble }: Look,
  otherwise: { readonly status: PlaceStatus; readonly reason: string },
): ReportedPlace {
  const kept = { ...(rollout && { rollout }), ...(applies && { applies }) };
  const verdict = rollout?.record.verdict;
  if (verdict !== undefined) return { region, status: verdict.status, reason: verdict.reason, ...kept };
  if (trouble !== undefined) return { region, status: trouble.final ?? "no answer", reason: trouble.reason, ...kept };
  return { region, ...otherwise, ...kept };
}
