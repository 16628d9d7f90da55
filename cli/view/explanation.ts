import type { SimulationOutcome } from "../../local/simulation.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { commandName } from "../command-name.ts";
import { decisionText } from "../text/decision-text.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { verdictSpan } from "../text/marks.ts";
import { compact, wrap } from "../text/wrap.ts";
import { lastJudged } from "./outcome-lines.ts";

/** What happened, why, and what to do: told from the evidence alone. */
export function explanation(outcome: SimulationOutcome, columns: number): readonly Line[] {
  const judged = lastJudged(outcome);
  const verdict = judged?.dossier?.record.verdict;
  if (judged?.dossier === undefined || verdict === undefined) return [line("No verdict was reached.")];
  const { dossier, release, verdictSeconds = 0 } = judged;
  const { rollout, profile, key } = dossier.record;
  const place = `${release} of ${rollout.name.service} in ${profile.environment} (${rollout.name.region})`;
  const failed = dossier.findings.filter(({ status }) => status === "failed");
  return [
    line(
      title("What happened"),
      verdictSpan(verdict.status, verdict.decision),
      ` after ${humanDuration(verdictSeconds)}: ${place}`,
    ),
    ...hanging("Why", [...failed.flatMap(whyTexts), ...stoppedTexts(dossier)], columns),
    ...hanging("What to do", [decisionText[verdict.decision]], columns),
    ...hanging("More", [`${commandName} evidence ${key.releaseId}`], columns),
  ];
}

function whyTexts({ check, reason, lines = [] }: Finding): readonly string[] {
  const [first] = lines;
  return [`${check}: ${compact(reason)}`, ...(first ? [`The line stands in ${first.stream} of ${first.group}.`] : [])];
}

/** The first task that did not survive, from the timeline. */
function stoppedTexts({ timeline }: RolloutDossier): readonly string[] {
  const [first, ...others] = timeline.filter(({ id }) => id.endsWith("#stopped"));
  if (first === undefined) return [];
  return [`${compact(first.text)}${others.length > 0 ? `; so did ${others.length} more` : ""}.`];
}

const width = 15;

function title(text: string): Span {
  return styled("bold", text.padEnd(width));
}

function hanging(label: string, texts: readonly string[], columns: number): readonly Line[] {
  return texts
    .flatMap((text) => wrap(text, columns - width))
    .map((text, index) => line(title(index === 0 ? label : ""), text));
}
