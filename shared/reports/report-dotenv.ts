import { dotenv, nameOf } from "./dotenv.ts";
import { decisionOf, environmentOfPlace, type Report, worstPlace } from "./report.ts";

/** Regions with a variable of their own. */
const namedRegions = 10;

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
    ROLLOUT_REASON: worst?.reason ?? "",
    ...Object.fromEntries(regions),
  });
}
