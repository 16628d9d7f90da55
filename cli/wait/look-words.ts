import type { Finding } from "../../shared/domain/finding.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { type Line, line, type Span, styled } from "../text/line.ts";
import { mark, verdictSpan } from "../text/marks.ts";
import { compact } from "../text/wrap.ts";
import type { Look } from "./look.ts";

/** `10:05:12` of an instant, UTC. */
export function wallClock(at: Instant): string {
  return at.slice(11, 19);
}

/** How a Region stands, in a few words. */
export function standing({ rollout, trouble }: Look, appearBy: Instant): string {
  if (trouble !== undefined) return trouble.final === undefined ? "does not answer, asked again" : trouble.final;
  if (rollout === undefined) return `no validation seen yet, waited for until ${wallClock(appearBy)}`;
  const { record, findings } = rollout;
  if (record.verdict !== undefined) return record.verdict.status;
  const gates = findings.filter(({ mode }) => mode === "gate");
  const passed = gates.filter(({ status }) => status === "passed").length;
  return `${passed} of ${gates.length} checks passed, verdict by ${wallClock(record.deadline)}`;
}

/** What is new since the last look, a line each, without time and Region. */
export function news(before: Look | undefined, now: Look): readonly Line[] {
  const { rollout, trouble } = now;
  const told = trouble !== undefined && trouble.reason !== before?.trouble?.reason;
  const opened =
    rollout !== undefined && rollout.record.rollout.deploymentId !== before?.rollout?.record.rollout.deploymentId;
  const verdict = rollout?.record.verdict;
  const earlier = opened ? [] : (before?.rollout?.findings ?? []);
  return [
    ...(told ? [line(styled("yellow", "no answer: "), compact(trouble.reason))] : []),
    ...(opened
      ? [line(`validation of ${rollout.record.rollout.deploymentId} opened at ${wallClock(rollout.record.openedAt)}`)]
      : []),
    ...(rollout?.findings.filter((finding) => isNews(finding, earlier)).map(findingLine) ?? []),
    ...(verdict !== undefined && before?.rollout?.record.verdict === undefined
      ? [line("VERDICT ", verdictSpan(verdict.status, verdict.decision), ": ", compact(verdict.reason))]
      : []),
  ];
}

function isNews({ check, status }: Finding, earlier: readonly Finding[]): boolean {
  const before = earlier.find((each) => each.check === check);
  return status === "pending" ? before !== undefined && before.status !== "pending" : before?.status !== status;
}

export function findingLine({ check, mode, status, reason }: Finding): Line {
  return line(mark(status), ` ${check}`, shadowSpan(mode), ": ", compact(reason));
}

function shadowSpan(mode: Finding["mode"]): Span {
  return styled("dim", mode === "shadow" ? " (shadow)" : "");
}
