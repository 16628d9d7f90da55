import type { GateDecision, GateState, RequirementResult } from "../../shared/domain/gate/decision.ts";
import { requirementName } from "../../shared/domain/gate/question.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import { personLines } from "../decide/person-lines.ts";
import { type Line, line, type Style, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";

const styles: Readonly<Record<GateState, Style>> = { open: "green", waiting: "yellow", closed: "red" };

/** The answer with every requirement and its reason. */
export function gateLines({ state, results, hotfix }: GateDecision, columns: number): readonly Line[] {
  const skipped = hotfix?.skippedSoakSeconds ?? 0;
  const lane = hotfix && [
    line(
      styled("yellow", "  hotfix lane: "),
      skipped > 0 ? `skipped ${humanDuration(skipped)} of soak` : "nothing was skipped",
      `; ${compact(hotfix.reason)}`,
    ),
  ];
  return [
    line("Gate ", styled(styles[state], state)),
    ...(lane ?? []),
    ...results.flatMap((result) => resultLines(result, columns)),
  ];
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
