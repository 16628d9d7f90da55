import { MetricUnit } from "@aws-lambda-powertools/metrics";
import type { CountedDeployment } from "../../shared/closing/announce.ts";
import type { ValidationRecord } from "../../shared/domain/evidence.ts";
import { type Instant, secondsBetween } from "../../shared/domain/time.ts";
import { rollbackSecondsOf } from "../../shared/history/deployments.ts";
import type { Platform } from "../../shared/platform.ts";
import { releasesService } from "../../shared/schema/metric-names.ts";

type Value = readonly [name: string, unit: (typeof MetricUnit)[keyof typeof MetricUnit], value: number];

/**
 * What the dashboard of releases shows, by environment, and by environment and deployed service. CloudWatch charges a custom metric
 * for the hours in which it gets a value, so the cost follows the deployments, not the number of services.
 */
export function releaseMetrics(platform: Platform) {
  const metrics = platform.metrics(releasesService);
  const publish = ({ profile, rollout }: ValidationRecord, values: readonly Value[]): void => {
    const { environment } = profile;
    metrics.addDimension("environment", environment);
    metrics.addDimensions({ environment, deployed: rollout.name.service });
    for (const [name, unit, value] of values) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  };
  return {
    begin: (record: ValidationRecord): void =>
      publish(record, [
        ["DeploymentInProgress", MetricUnit.Count, 1],
        ["DesiredTasks", MetricUnit.Count, record.rollout.desiredCount],
      ]),
    /** `Judged` and `Failed` are what the change failure rate counts (shared/history/rate.ts). */
    deployment: (counted: CountedDeployment): void => {
      const { record, verdict, isFixOnly } = counted;
      const rollback = rollbackSecondsOf({ ...record, verdict });
      const { status, at } = verdict;
      const isJudged = (status === "passed" || status === "failed") && !isFixOnly && rollback === undefined;
      publish(record, [
        ["Deployed", MetricUnit.Count, 1],
        ["Judged", MetricUnit.Count, isJudged ? 1 : 0],
        ["Failed", MetricUnit.Count, status === "failed" ? 1 : 0],
        ["VerdictSeconds", MetricUnit.Seconds, secondsFrom(record.rollout.startedAt, at)],
        ...standing(counted),
        ...(rollback === undefined ? [] : [["RollbackSeconds", MetricUnit.Seconds, rollback] as const]),
      ]);
    },
    rollback: (record: ValidationRecord, seconds: number): void =>
      publish(record, [["RollbackSeconds", MetricUnit.Seconds, seconds]]),
  };
}

/** How the deployment stood at its verdict. A newer one is in progress when this one was superseded. */
function standing({ record, verdict, findings }: CountedDeployment): readonly Value[] {
  const { running, desired } = findings.find(({ kind }) => kind === "task-health")?.facts ?? {};
  const { status, at, completedAt, downtimeSeconds } = verdict;
  return [
    ...(status === "superseded" ? [] : [["DeploymentInProgress", MetricUnit.Count, 0] as const]),
    ...(desired === undefined ? [] : [["DesiredTasks", MetricUnit.Count, Number(desired)] as const]),
    ...(running === undefined ? [] : [["RunningTasks", MetricUnit.Count, Number(running)] as const]),
    ...(completedAt === undefined
      ? []
      : [
          ["DeploymentDuration", MetricUnit.Seconds, secondsFrom(record.rollout.startedAt, completedAt)] as const,
          ["ConfidenceSeconds", MetricUnit.Seconds, secondsFrom(completedAt, at)] as const,
        ]),
    ...(downtimeSeconds === undefined ? [] : [["DowntimeSeconds", MetricUnit.Seconds, downtimeSeconds] as const]),
  ];
}

/** Clocks of several machines: never less than none. */
function secondsFrom(start: Instant, end: Instant): number {
  return Math.max(0, secondsBetween(start, end));
}
