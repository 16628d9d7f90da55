import { holdsUntil, type OperatorDecision, standingDecision } from "../../shared/domain/operator-decision.ts";
import { type Line, line, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";

/** What people decided, oldest first; the one that stands is marked, and none of them changes the verdict. */
export function personLines(decisions: readonly OperatorDecision[], columns: number): readonly Line[] {
  const standing = standingDecision(decisions);
  return decisions.flatMap((decision) => {
    const { decision: word, lane, reason } = decision;
    const what =
      lane === "hotfix" ? "hotfix lane used" : `${word}${decision === standing ? "" : " (no longer counts)"}`;
    return [
      line("    ", styled("bold", `decided: ${what}`), styled("dim", `  ${whoAndWhen(decision)}`)),
      ...wrap(compact(reason), columns - 7).map((text) => line(`       ${text}`)),
    ];
  });
}

/** `by <principal> (GitLab: mia) at <time>, until <time>`; a stop holds until another decision. */
function whoAndWhen(decision: OperatorDecision): string {
  const { by, at, lane } = decision;
  const user = by.gitlabUser === undefined ? "" : ` (GitLab: ${by.gitlabUser})`;
  return `by ${by.principal}${user} at ${at}${lane === undefined ? `, until ${holdsUntil(decision)}` : ""}`;
}
