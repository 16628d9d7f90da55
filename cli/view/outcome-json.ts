import type { Change } from "../../local/scenario/change.ts";
import type { SimulationOutcome } from "../../local/simulation.ts";
import { wholeTimeline } from "../../shared/domain/whole-timeline.ts";
import { lastJudged } from "./outcome-lines.ts";

type Deploy = SimulationOutcome["deploys"][number];

/** A run as one JSON document; the members at the top are those of the last deploy that was judged. */
export function outcomeJson(
  scenario: { readonly name: string; readonly title: string },
  outcome: SimulationOutcome,
  changes: readonly Change[],
) {
  const { deploys, expectations, passed, counts, executions, seconds, troubles } = outcome;
  const judged = lastJudged(outcome);
  return {
    scenario,
    ...(judged ? deployJson(judged) : { verdict: null, decision: null, reason: null }),
    deploys: deploys.map(deployJson),
    expectationsMet: passed,
    expectations,
    seconds,
    counts,
    executions,
    troubles,
    changes,
  };
}

function deployJson({ release, deploymentId, dossier, posted, verdictSeconds }: Deploy) {
  const verdict = dossier?.record.verdict;
  return {
    release,
    deploymentId,
    verdict: verdict?.status ?? null,
    decision: verdict?.decision ?? null,
    reason: verdict?.reason ?? null,
    verdictSeconds: verdictSeconds ?? null,
    findings: dossier?.findings ?? [],
    timeline: dossier === undefined ? [] : wholeTimeline(dossier),
    notes: dossier?.record.notes ?? [],
    gitlab: posted,
  };
}
