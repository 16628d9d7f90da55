import { type OperatorDecision, principalName } from "../../shared/domain/operator-decision.ts";
import { humanDuration } from "../../shared/domain/time.ts";
import type { Deployment } from "../../shared/history/deployments.ts";
import type { History } from "../../shared/history/history.ts";
import { type Line, line, styled } from "../text/line.ts";
import { compact, wrap } from "../text/wrap.ts";

/** Decisions and rollbacks that are named; the page and the JSON have all. */
const most = 5;

/** What people decided, the latest first: who, about what, and why. */
export function decisionLines({ deployments }: History, columns: number): readonly Line[] {
  const decided = deployments
    .flatMap((deployment) => deployment.decisions.map((decision) => ({ deployment, decision })))
    .sort((one, other) => (one.decision.at < other.decision.at ? 1 : -1));
  return named(
    decided.map(({ deployment, decision }) => [
      line(styled("yellow", "o "), `${decision.at.slice(0, 10)}  ${place(deployment)}  ${decidedText(decision)}`),
      ...dim(decision.reason, columns),
    ]),
  );
}

/** `proceed by operator/mia`; the hotfix lane is no decision about a verdict. */
export function decidedText({ decision, lane, by }: OperatorDecision): string {
  return `${lane === "hotfix" ? "hotfix lane used" : decision} by ${by.gitlabUser ?? principalName(by.principal)}`;
}

/** Releases that somebody deployed again to get rid of a failed one. */
export function rollbackLines({ deployments, rollback }: History, columns: number): readonly Line[] {
  const target = humanDuration(rollback.targetSeconds);
  const back = deployments.filter(({ rollsBack }) => rollsBack !== undefined).toReversed();
  return named(
    back.map((each) => [
      line("< ", `${each.startedAt.slice(0, 10)}  ${place(each)}  rolls back ${each.rollsBack}`),
      ...dim(
        each.rollbackSeconds === undefined
          ? each.outcome
          : `after ${humanDuration(each.rollbackSeconds)} (target ${target})`,
        columns,
      ),
    ]),
  );
}

function place({ release, region }: Deployment): string {
  return `${release}  ${region}`;
}

function dim(text: string, columns: number): readonly Line[] {
  return wrap(compact(text), columns - 4).map((part) => line("    ", styled("dim", part)));
}

function named(blocks: readonly (readonly Line[])[]): readonly Line[] {
  if (blocks.length === 0) return [];
  const more = blocks.length - most;
  return [line(), ...blocks.slice(0, most).flat(), ...(more > 0 ? [line(styled("dim", `  and ${more} more`))] : [])];
}
