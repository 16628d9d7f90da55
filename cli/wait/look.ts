import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { isPassing, ValidatorError } from "../../shared/errors.ts";
import { hintOf } from "../../shared/gate/read-place.ts";
import { type WatchedRelease, watchedRollout } from "../../shared/gate/watched-rollout.ts";
import type { PlaceStatus, ReportedPlace } from "../../shared/reports/report.ts";
import { failureOf } from "../failure.ts";
import type { OpenRegion, RegionTable } from "../regions/region-tables.ts";

/** What one look at one Region showed. */
export interface Look {
  readonly region: string;
  readonly rollout?: RolloutDossier;
  /** Why nothing could be read this time; `final` when looking again would not help. */
  readonly trouble?: { readonly reason: string; readonly final?: "not allowed" | "no answer" };
}

/** Looks for the release in its Region. A Region that does not answer hides no other. */
export async function look(open: OpenRegion, watched: WatchedRelease): Promise<Look> {
  const { region } = watched;
  try {
    const found = await watchedRollout((await open(region)).evidence, watched);
    if (found.clusters !== undefined)
      return { region, trouble: { reason: severalClusters(found.clusters), final: "no answer" } };
    return { region, ...(found.rollout && { rollout: found.rollout }) };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    const final = error.name === "AccessDenied" ? "not allowed" : "no answer";
    return { region, trouble: { reason: failureOf(error).message, ...(!isPassing(error) && { final }) } };
  }
}

function severalClusters(clusters: readonly string[]): string {
  return `the release is in several clusters there: ${clusters.join(", ")}; name one by --cluster`;
}

/** What is known instead of the release; a Region that does not even answer this says nothing. */
export async function hint(open: OpenRegion, watched: WatchedRelease, now: Instant): Promise<string | undefined> {
  try {
    const { release, service, region, cluster } = watched;
    const reader = await open(region);
    const known = { release, service, region, ...(cluster !== undefined && { cluster }) };
    return (await tooEarly(reader, watched)) ?? (await hintOf(reader, known, now));
  } catch (error) {
    if (error instanceof ValidatorError) return undefined;
    throw error;
  }
}

/** Says that the release was rolled out, but before it counts. */
async function tooEarly({ evidence }: RegionTable, { since, ...watched }: WatchedRelease): Promise<string | undefined> {
  if (since === undefined) return undefined;
  const found = await watchedRollout(evidence, watched);
  if (found.clusters !== undefined || found.rollout === undefined) return undefined;
  const { verdict, rollout: earlier } = found.rollout.record;
  const ended = verdict?.status ?? "no verdict yet";
  return `an earlier rollout of it, from ${earlier.startedAt} (${ended}), does not count because of --since ${since}`;
}

/** The look as it goes into a report; `otherwise` says why there is no verdict when the look itself does not. */
export function placeOf(
  { region, rollout, trouble }: Look,
  otherwise: { readonly status: PlaceStatus; readonly reason: string },
): ReportedPlace {
  const kept = rollout && { rollout };
  const verdict = rollout?.record.verdict;
  if (verdict !== undefined) return { region, status: verdict.status, reason: verdict.reason, ...kept };
  if (trouble !== undefined) return { region, status: trouble.final ?? "no answer", reason: trouble.reason, ...kept };
  return { region, ...otherwise, ...kept };
}
