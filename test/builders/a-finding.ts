import type { Finding } from "../../shared/domain/finding.ts";
import type { Verdict } from "../../shared/domain/verdict.ts";
import { at } from "./a-rollout.ts";

/** A gate check that passed at second 60. */
export function aFinding(over: Partial<Finding> = {}): Finding {
  return {
    check: "started",
    kind: "log-signature",
    mode: "gate",
    status: "passed",
    reason: 'seen: "Started App"',
    at: at(60),
    ...over,
  };
}

export function aVerdict(over: Partial<Verdict> = {}): Verdict {
  return {
    status: "passed",
    decision: "proceed",
    reason: "every check passed",
    at: at(252),
    passedChecks: 2,
    gateChecks: 2,
    ...over,
  };
}
