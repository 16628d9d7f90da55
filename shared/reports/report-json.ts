import { decisionOf, environmentOfPlace, type Report, type ReportedPlace, worstPlace } from "./report.ts";

/** The report as one JSON value; `version` grows when a member changes its meaning. */
export function reportJson(report: Report) {
  const worst = worstPlace(report);
  return {
    version: 1,
    release: report.release,
    service: report.service,
    at: report.at,
    status: worst?.status ?? "missing",
    decision: decisionOf(worst),
    reason: worst?.reason ?? "",
    places: report.places.map(placeJson),
  };
}

function placeJson(place: ReportedPlace) {
  const { region, status, reason, rollout, applies } = place;
  return {
    region,
    environment: environmentOfPlace(place),
    status,
    reason,
    record: rollout?.record ?? null,
    findings: rollout?.findings ?? [],
    decisions: rollout?.decisions ?? [],
    ...(applies && { applies }),
  };
}
