import type { Report, ReportedPlace } from "../../../shared/reports/report.ts";
import { aFinding, aVerdict } from "../../builders/a-finding.ts";
import { aRecord } from "../../builders/a-record.ts";
import { at } from "../../builders/a-rollout.ts";

/** v2.3.1 of shop, passed in the first Region. */
export function aReport(over: Partial<Report> = {}): Report {
  return { release: "v2.3.1", service: "shop", at: at(300), places: [aPlace()], ...over };
}

export function aPlace(over: Partial<ReportedPlace> = {}): ReportedPlace {
  return {
    region: "ap-southeast-2",
    status: "passed",
    reason: "every check passed",
    rollout: {
      record: aRecord({ verdict: aVerdict() }),
      findings: [aFinding({ check: "task-health", kind: "task-health" }), aFinding()],
      decisions: [],
    },
    ...over,
  };
}

/** The start-up line of the second check never came, or whatever else is told of it. */
export function aFailedPlace(over: Parameters<typeof aFinding>[0] = {}): ReportedPlace {
  const verdict = aVerdict({ status: "failed", decision: "alert", reason: "started: rejected line seen" });
  const finding = aFinding({ status: "failed", sign: "seen", reason: "rejected line seen", ...over });
  return aPlace({
    status: "failed",
    reason: verdict.reason,
    rollout: { record: aRecord({ verdict }), findings: [aFinding({ check: "task-health" }), finding], decisions: [] },
  });
}

/** What a log line or a name may hold to break out of a report. */
export const hostileTexts = [
  "<script>alert(1)</script>]]>&\"'",
  "\u001b[31mred\u0000\u0007\u009b",
  "\ud800 lone, and \ufffe",
  "```\n# heading\n[x](javascript:y) @all !1 | `tick`",
  "a\r\nROLLOUT_VERDICT=passed\nb",
  "$(rm -rf /) `id` \u0024{HOME} ; && %s",
  "[[ATTACHMENT|/etc/passwd]]",
];
