import type { ApplyResult } from "../../shared/domain/apply-result.ts";
import type { Dossier, RolloutDossier } from "../../shared/domain/evidence.ts";
import { ValidatorError } from "../../shared/errors.ts";
import type { Unanswered } from "../../shared/page/standing.ts";
import type { Clock } from "../../shared/ports/clock.ts";
import type { EvidenceOf } from "../../shared/ports/evidence.ts";

export interface ReadRegionsPorts {
  readonly evidenceOf: EvidenceOf;
  readonly regions: readonly string[];
  readonly clock: Pick<Clock, "sleep">;
}

export interface RegionsEvidence {
  readonly rollouts: readonly RolloutDossier[];
  readonly notRolledOut: readonly ApplyResult[];
  readonly unanswered: readonly Unanswered[];
}

/** A third of the function's time: what a Region is late with is not worth more of the reader's. */
const budgetSeconds = 10;

/** What all Regions know of a release. They are asked at once; one that is denied or late is named and hides no other. */
export function readRegions({ evidenceOf, regions, clock }: ReadRegionsPorts) {
  const read = async (region: string, releaseId: string) => {
    const { evidence } = await evidenceOf({ kind: "region", region });
    return evidence.dossier(releaseId);
  };
  return async (releaseId: string): Promise<RegionsEvidence> => {
    const answers = await Promise.all(
      regions.map((region) => answerOf(region, Promise.race([read(region, releaseId), late(clock)]))),
    );
    return {
      rollouts: answers.flatMap(({ rollouts }) => rollouts),
      notRolledOut: answers.flatMap(({ notRolledOut }) => notRolledOut),
      unanswered: answers.flatMap(({ unanswered }) => unanswered),
    };
  };
}

async function late(clock: ReadRegionsPorts["clock"]): Promise<never> {
  await clock.sleep(budgetSeconds * 1000);
  throw new ValidatorError("DependencyUnavailable", `No whole answer within ${budgetSeconds} s`);
}

type Reading = Promise<Pick<Dossier, "rollouts" | "notRolledOut"> | undefined>;

async function answerOf(region: string, reading: Reading): Promise<RegionsEvidence> {
  try {
    const { rollouts = [], notRolledOut = [] } = (await reading) ?? {};
    return { rollouts, notRolledOut, unanswered: [] };
  } catch (error) {
    if (!(error instanceof ValidatorError)) throw error;
    return { rollouts: [], notRolledOut: [], unanswered: [{ region, reason: error.message }] };
  }
}
