import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { CountedDeployment } from "../shared/closing/announce.ts";
import type { ValidationRecord } from "../shared/domain/evidence.ts";
import { secondsBetween } from "../shared/domain/time.ts";
import type { Platform } from "../shared/platform.ts";

/** `service` of these metrics, whichever function writes them; infra/metrics.ts names it too. */
export const releasesName = "releases";

type Value = readonly [name: string, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number];

/**
 * What the dashboard of releases shows, by environment, and by environment and deployed service. CloudWatch charges a custom metric
 * for the hours in which it gets a value, so the cost follows the deployments, not the number of services.
 */
export function releaseMetrics(platform: Platform) {
  const metrics = platform.metrics(releasesName);
  const publish = ({ profile, rollout }: ValidationRecord, values: readonly Value[]): void => {
    const { environment } = profile;
    metrics.addDimension("environment", environment);
    metrics.addDimensions({ environment, deployed: rollout.name.service });
    for (const [name, unit, value] of values) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  };
  return {
    /** `Judged` and `Failed` are what the change failure rate counts (shared/history/rate.ts). */
    deployment: ({ record, verdict, isFixOnly }: CountedDeployment): void => {
      const { status, at } = verdict;
      const isJudged = (status === "passed" || status === "failed") && !isFixOnly;
      publish(record, [
        ["Deployed", MetricUnit.Count, 1],
        ["Judged", MetricUnit.Count, isJudged ? 1 : 0],
        ["Failed", MetricUnit.Count, status === "failed" ? 1 : 0],
        ["VerdictSeconds", MetricUnit.Seconds, Math.max(0, secondsBetween(record.rollout.startedAt, at))],
      ]);
    },
    rollback: (record: ValidationRecord, seconds: number): void =>
      publish(record, [["RollbackSeconds", MetricUnit.Seconds, seconds]]),
  };
}
