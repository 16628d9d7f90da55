import { describe, expect, it } from "vitest";
import { releaseMetrics, releasesName } from "../../functions/release-metrics.ts";
import { releasesService } from "../../infra/metrics.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { rollbackTargetSeconds } from "../../shared/domain/rollback.ts";
import { changeFailureTarget } from "../../shared/history/rate.ts";
import { systemClock } from "../../shared/platform.ts";
import { aVerdict } from "../builders/a-finding.ts";
import { aRecord } from "../builders/a-record.ts";
import { aTemplate, resourcesOf } from "./template.ts";

const dashboards = [
  ...resourcesOf<{ DashboardName: string; DashboardBody: unknown }>(aTemplate(), "AWS::CloudWatch::Dashboard").values(),
];
const text = JSON.stringify(
  dashboards.find(({ Properties }) => Properties.DashboardName === "ecs-rollout-validator-test-releases"),
).replaceAll("\\", "");

function written(): readonly string[] {
  const seen = captured();
  const releases = releaseMetrics(localPlatform({ clock: systemClock, transport: () => ({}), fetch, captured: seen }));
  releases.deployment({ record: aRecord(), verdict: aVerdict(), isFixOnly: false });
  releases.rollback(aRecord(), 82);
  const names = seen.metrics.flatMap((line) =>
    JSON.parse(line)._aws.CloudWatchMetrics.flatMap(({ Metrics }: { Metrics: { Name: string }[] }) =>
      Metrics.map(({ Name }) => Name),
    ),
  );
  return names.sort();
}

describe("the dashboard of releases", () => {
  it("reads every metric that is written of a release, and no other", () => {
    const read = [...text.matchAll(/service="(\w+)" MetricName="(\w+)"/g)];
    expect([...new Set(read.map(([, , name = ""]) => name))].sort()).toEqual(written());
    expect(new Set(read.map(([, service]) => service))).toEqual(new Set([releasesName]));
    expect(releasesService).toBe(releasesName);
  });

  it("draws the targets that the history is held against", () => {
    expect(text).toContain(`"value":${changeFailureTarget},`);
    expect(text).toContain(`"value":${rollbackTargetSeconds},`);
  });
});
