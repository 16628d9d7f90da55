import type { SimulationOutcome } from "../../local/simulation.ts";
import { type Advice, adviceInShort, adviceOf, reasonBeside } from "../../shared/domain/advice.ts";
import type { RolloutDossier } from "../../shared/domain/evidence.ts";
import type { Finding } from "../../shared/domain/finding.ts";
import { linesFromError } from "../../shared/domain/last-lines.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { commandName } from "../command-name.ts";
import { hanging } from "../text/hanging.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { verdictSpan } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
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
    ...hanging(
      title("Why"),
      [...failed.flatMap((finding) => whyTexts(finding, adviceOf(dossier))), ...stoppedTexts(dossier)],
      columns,
    ),
    ...hanging(
      title("Last lines"),
      failed.flatMap((finding) => lastLineTexts(finding, columns)),
      columns,
    ),
    ...hanging(title("What to do"), [adviceInShort(dossier)], columns),
    ...hanging(title("More"), [`${commandName} evidence ${key.releaseId}`], columns),
  ];
}

function whyTexts({ check, reason, lines = [], facts = {} }: Finding, advice: Advice | undefined): readonly string[] {
  const [first] = lines;
  const { noLogLines } = facts;
  const [what, verb] = lines.length > 1 ? ["lines", "stand"] : ["line", "stands"];
  return [
    `${check}: ${compact(reasonBeside(advice, reason))}`,
    ...(first ? [`The ${what} ${verb} in ${first.stream} of ${first.group}.`] : []),
    ...(noLogLines === undefined ? [] : [`There are no log lines of container ${compact(String(noLogLines))}.`]),
  ];
}

/** Lines that are told here; `evidence` shows them all. */
const mostLines = 4;

/** What a container logged from its first error on, beyond the line that the reason tells; each as long as the screen is wide. */
function lastLineTexts({ lines = [] }: Finding, columns: number): readonly string[] {
  const room = Math.max(1, columns - width);
  const [, ...texts] = linesFromError(lines.map(({ text }) => text)).map((text) => compact(text));
  return texts.slice(0, mostLines).map((text) => (text.length <= room ? text : `${text.slice(0, room - 1)}…`));
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
