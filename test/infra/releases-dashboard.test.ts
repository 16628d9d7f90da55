import { describe, expect, it } from "vitest";
import { releaseMetrics } from "../../functions/wiring/release-metrics.ts";
import { captured, localPlatform } from "../../local/platform.ts";
import { downtimeTargetSeconds } from "../../shared/domain/downtime.ts";
import { rollbackTargetSeconds } from "../../shared/domain/rollback.ts";
import { changeFailureTarget } from "../../shared/history/rate.ts";
import { systemClock } from "../../shared/platform.ts";
import { releasesService } from "../../shared/schema/metric-names.ts";
import { aFinding, aVerdict } from "../builders/a-finding.ts";
import { aRecord } from "../builders/a-record.ts";
import { at } from "../builders/a-rollout.ts";
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
  const health = aFinding({ kind: "task-health", facts: { running: 2, desired: 2 } });
  const verdict = aVerdict({ completedAt: at(60), downtimeSeconds: 0 });
  releases.begin(aRecord());
  releases.deployment({ record: aRecord(), verdict, isFixOnly: false, findings: [health] });
  releases.rollback(aRecord(), 82);
  const names = seen.metrics.flatMap((line) =>
    JSON.parse(line)._aws.CloudWatchMetrics.flatMap(({ Metrics }: { Metrics: { Name: string }[] }) =>
      Metrics.map(({ Name }) => Name),
    ),
  );
  return [...new Set<string>(names)].sort();
}

describe("the dashboard of releases", () => {
  it("reads every metric that is written of a release, and no other", () => {
    const read = [...text.matchAll(/service="(\w+)" MetricName="(\w+)"/g)];
    expect([...new Set(read.map(([, , name = ""]) => name))].sort()).toEqual(written());
    expect(new Set(read.map(([, service]) => service))).toEqual(new Set([releasesService]));
  });

  it("repeats whether a deployment is in progress until the next word on it", () => {
    expect(text).toContain(`FILL(SEARCH(`);
    expect(text).toMatch(/MetricName="DeploymentInProgress"', 'Minimum', 300\), REPEAT\)/);
  });

  it("draws the targets that the history is held against", () => {
    expect(text).toContain(`"value":${changeFailureTarget},`);
    expect(text).toContain(`"value":${rollbackTargetSeconds},`);
    expect(text).toContain(`"value":${downtimeTargetSeconds},`);
  });
});
