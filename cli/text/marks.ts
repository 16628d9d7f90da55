import type { FindingStatus } from "../../shared/domain/finding.ts";
import type { VerdictStatus } from "../../shared/domain/verdict.ts";
import { type Span, type Style, styled } from "./line.ts";

const marks: Readonly<Record<FindingStatus, readonly [string, Style]>> = {
  passed: ["OK", "green"],
  failed: ["NG", "red"],
  pending: ["..", "dim"],
  inconclusive: ["--", "yellow"],
};

/** `OK`, `NG`, `..` while pending, `--` when it could not be judged. */
export function mark(status: FindingStatus): Span {
  const [text, style] = marks[status];
  return styled(style, text);
}

export function metMark(isMet: boolean): Span {
  return mark(isMet ? "passed" : "failed");
}

const colours: Readonly<Record<VerdictStatus, Style>> = {
  passed: "green",
  failed: "red",
  inconclusive: "yellow",
  superseded: "cyan",
};

/** `failed -> alert` in the verdict's colour. */
export function verdictSpan(verdict: VerdictStatus, decision: string): Span {
  return styled(colours[verdict], `${verdict} -> ${decision}`);
}
