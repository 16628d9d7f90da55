import type { ApplyResult } from "../../shared/domain/apply-result.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Cli } from "../cli.ts";
import { UsageError } from "../failure.ts";
import { chosenRegions, type RegionChoice } from "../regions/region-choice.ts";
import type { OpenRegion } from "../regions/region-tables.ts";
import { type UnansweredRegion, unansweredRegion } from "../regions/unanswered-region.ts";

/** A release in several Regions: one that does not answer hides no other. Throws UsageError when all answer and none knows it. */
export async function regionsDossier(
  cli: Pick<Cli, "env">,
  open: OpenRegion,
  { releaseId, ...choice }: RegionChoice & { readonly releaseId: string },
) {
  const regions = chosenRegions(cli, choice);
  const answers = await Promise.all(regions.map((region) => answerOf(open, region, releaseId)));
  const rollouts = answers.flatMap((answer) => answer.rollouts);
  const unanswered = answers.flatMap((answer) => answer.unanswered);
  const notRolledOut = answers.flatMap((answer) => answer.notRolledOut);
  if (rollouts.length === 0 && notRolledOut.length === 0 && unanswered.length === 0)
    throw new UsageError(`There is no evidence of release ${releaseId} in ${regions.join(", ")}.`);
  const dossier = { releaseId, rollouts: rollouts.sort(byStart), ...(notRolledOut.length > 0 && { notRolledOut }) };
  return { dossier, unanswered, source: `From ${regions.join(", ")}.` };
}

interface Answer {
  readonly rollouts: readonly RolloutDossier[];
  readonly notRolledOut: readonly ApplyResult[];
  readonly unanswered: readonly UnansweredRegion[];
}

async function answerOf(open: OpenRegion, region: string, releaseId: string): Promise<Answer> {
  try {
    const dossier = await (await open(region)).evidence.dossier(releaseId);
    return { rollouts: dossier?.rollouts ?? [], notRolledOut: dossier?.notRolledOut ?? [], unanswered: [] };
  } catch (error) {
    return { rollouts: [], notRolledOut: [], unanswered: [unansweredRegion(region, error)] };
  }
}

function byStart(one: RolloutDossier, other: RolloutDossier): number {
  return one.record.rollout.startedAt < other.record.rollout.startedAt ? -1 : 1;
}
