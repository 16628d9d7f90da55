import type { SimulationOutcome } from "../../local/simulation.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { decisionText } from "../text/decision-text.ts";
import { type Line, line, styled } from "../text/line.ts";
import { verdictSpan } from "../text/marks.ts";
import { compact, wrap } from "../text/wrap.ts";
import { lastJudged } from "./outcome-lines.ts";

/** What happened, why, and what to do: told from the evidence alone. */
export function explanation(outcome: SimulationOutcome, columns: number): readonly Line[] {
  const judged = lastJudged(outcome);
  const verdict = judged?.dossier?.record.verdict;
  if (judged?.dossier === undefined || verdict === undefined) return [line("No verdict was reached.")];
  const { dossier, release, verdictSeconds = 0 } = judged;
  const { name } = dossier.record.rollout;
  const where = `${name.service} in ${dossier.record.profile.environment} (${name.region})`;
  const facts = dossier.findings.filter(({ status }) => status === "failed");
  return [
    line(
      styled("bold", "What happened  "),
      `${release} of ${where}: `,
      verdictSpan(verdict.status, verdict.decision),
      `, ${humanDuration(verdictSeconds)} after its deploy`,
    ),
    ...hanging(
      "Why",
      facts.flatMap((finding) => whyTexts(finding)),
      columns,
    ),
    ...hanging("", stoppedTexts(dossier), columns),
    ...hanging("What to do", [decisionText[verdict.decision]], columns),
    ...hanging("More", [`rollout-validator evidence ${dossier.record.key.releaseId}`], columns),
  ];
}

function whyTexts({ check, reason, facts = {}, lines = [] }: Finding): readonly string[] {
  const known = Object.entries(facts)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
  const [first] = lines;
  const source = first && `${first.stream} of ${first.group}`;
  return [
    `The check "${check}" failed${known && ` (${known})`}: ${compact(reason)}`,
    ...(source ? [`This line stands in ${source}`] : []),
  ];
}

/** Tasks that did not survive, from the timeline. */
function stoppedTexts({ timeline }: RolloutDossier): readonly string[] {
  return timeline
    .filter(({ id }) => id.endsWith("#stopped"))
    .slice(0, 2)
    .map(({ text }) => compact(text));
}

const width = "What happened  ".length;

function hanging(label: string, texts: readonly string[], columns: number): readonly Line[] {
  return texts
    .flatMap((text) => wrap(text, columns - width))
    .map((text, index) => line(styled("bold", (index === 0 ? label : "").padEnd(width)), text));
}
