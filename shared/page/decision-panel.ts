import { holdsUntil, type OperatorDecision, standingDecision } from "../domain/operator-decision.ts";
import { html, type Markup } from "./html.ts";
import type { PageInput } from "./standing.ts";
import { dateAndTime } from "./words.ts";

/** What people decided stands beside the verdict and never replaces it. */
export function decisionPanel({ rollouts, readAt }: PageInput): Markup {
  const decided = rollouts.filter(({ decisions }) => decisions.length > 0);
  return html`<aside aria-labelledby="decisions"><h2 id="decisions">People's decisions</h2>${
    decided.length === 0
      ? html`<p class="soft">None. The verdict stands alone.</p>`
      : decided.map((dossier) => {
          const standing = standingDecision(dossier.decisions);
          const { service, region } = dossier.record.rollout.name;
          return html`<h3>${service} in ${region}</h3><ul class="plain">${dossier.decisions.toReversed().map((each) => {
            const isOver = each.decision === "proceed" && each.expiresAt <= readAt;
            const end = each.lane === undefined && each !== standing ? "replaced" : isOver ? "expired" : undefined;
            return each.lane === undefined ? oneDecision(each, end) : laneNote(each);
          })}</ul>`;
        })
  }</aside>`;
}

function oneDecision(decided: OperatorDecision, end: string | undefined): Markup {
  const { at, decision, reason, by } = decided;
  const until = decision === "proceed" ? dateAndTime(decided.expiresAt) : holdsUntil(decided);
  const as = by.gitlabUser === undefined ? undefined : html`, as ${by.principal}`;
  const past = end === undefined ? undefined : html` class="past"`;
  const times = html`${dateAndTime(at)}, holds until ${until}${as}`;
  return html`<li${past}><b>${decision}</b>${end && ` (${end})`} by ${by.gitlabUser ?? by.principal}: ${reason}<span class="soft">${times}</span></li>`;
}

/** That a hotfix skipped something opens and closes nothing. */
function laneNote({ at, reason, by }: OperatorDecision): Markup {
  return html`<li><b>hotfix lane used</b> by ${by.gitlabUser ?? by.principal}: ${reason}<span class="soft">${dateAndTime(at)}</span></li>`;
}
