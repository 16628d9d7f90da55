import { dotenv, nameOf } from "./dotenv.ts";
import { decisionOf, environmentOfPlace, personOf, type Report, worstPlace } from "./report.ts";

/** Regions with a variable of their own. */
const namedRegions = 9;

/** The verdict for later jobs; the worst Region speaks for all. */
export function reportDotenv(report: Report): string {
  const { release, service, places, at } = report;
  const worst = worstPlace(report);
  const verdict = worst?.rollout?.record.verdict;
  const regions = places
    .slice(0, namedRegions)
    .map(({ region, status }) => [`ROLLOUT_VERDICT_${nameOf(region)}`, status] as const);
  return dotenv({
    ROLLOUT_VERDICT: worst?.status ?? "missing",
    ROLLOUT_DECISION: decisionOf(worst),
    ROLLOUT_RELEASE: release,
    ROLLOUT_SERVICE: service,
    ROLLOUT_ENVIRONMENT: worst === undefined ? "unknown" : environmentOfPlace(worst),
    ROLLOUT_REGIONS: places.map(({ region }) => region).join(","),
    ROLLOUT_CHECKS: verdict === undefined ? "" : `${verdict.passedChecks}/${verdict.gateChecks}`,
    ROLLOUT_REPORTED_AT: at,
    ...decided(report),
    ROLLOUT_REASON: worst?.reason ?? "",
    ...Object.fromEntries(regions),
  });
}

/** What a person decided about the worst Region and still stands; empty where nothing does. */
function decided(report: Report): Readonly<Record<string, string>> {
  const worst = worstPlace(report);
  const last = worst && personOf(worst);
  const person = last?.decision === "proceed" && last.expiresAt <= report.at ? undefined : last;
  return {
    ROLLOUT_DECIDED_AS: person?.decision ?? "",
    ROLLOUT_DECIDED_BY: person?.by.gitlabUser ?? person?.by.principal ?? "",
  };
}
