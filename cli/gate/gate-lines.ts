import type { GateDecision, GateState, RequirementResult } from "../../shared/domain/gate/decision.ts";
import { skippedText } from "../../shared/domain/gate/hotfix-note.ts";
import { requirementName } from "../../shared/domain/gate/question.ts";
import { personLines } from "../decide/person-lines.ts";
import { type Line, line, type Style, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";

const styles: Readonly<Record<GateState, Style>> = { open: "green", waiting: "yellow", closed: "red" };

/** The answer with every requirement and its reason. */
export function gateLines(decision: GateDecision, columns: number): readonly Line[] {
  const { state, reason, results, hotfix, remarks = [] } = decision;
  // Nothing was asked: the profile requires nothing before the first Region.
  if (results.length === 0 && state === "open" && hotfix === undefined) return [line(`${reason}.`)];
  const own = results.length === 0 ? wrap(compact(reason), columns - 2) : [];
  return [
    line("Gate ", styled(styles[state], state)),
    ...laneLines(hotfix),
    ...remarks.map((text) => line("  ", styled("yellow", text))),
    ...own.map((text) => line(`  ${text}`)),
    ...results.flatMap((result) => resultLines(result, columns)),
  ];
}

function laneLines(hotfix: GateDecision["hotfix"]): readonly Line[] {
  if (hotfix === undefined) return [];
  const skipped = skippedText(hotfix);
  const what = skipped === undefined ? "nothing was skipped" : `skipped ${skipped}`;
  return [line(styled("yellow", "  hotfix lane: "), what, `; ${compact(hotfix.reason)}`)];
}

function resultLines(
  { requirement, state, code, reason, decision }: RequirementResult,
  columns: number,
): readonly Line[] {
  return [
    line("  ", styled(styles[state], `${state} (${code})`), `  ${requirementName(requirement)}`),
    ...wrap(compact(reason), columns - 4).map((text) => line(`    ${text}`)),
    ...personLines(decision ? [decision] : [], columns),
  ];
}
