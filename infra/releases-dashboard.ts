import { Duration, Stack } from "aws-cdk-lib";
import { Color, Dashboard, GraphWidget, type IMetric, MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { namespace, releasesService } from "./metrics.ts";

const day = Duration.days(1);
const week = Duration.days(7);

/** Limits of the requirements: percent of a week's changes, and seconds of a rollback. */
const changeFailureTarget = 5;
const rollbackTargetSeconds = 120;

/** How releases went, for those who ship them: `<stack>-releases`. The numbers are those of `rollout-validator history`. */
export class ReleasesDashboard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Dashboard(this, "Dashboard", {
      dashboardName: `${Stack.of(this).stackName}-releases`,
      defaultInterval: Duration.days(60),
      widgets: [
        [graph("Deployments per day, by service", [byService("Deployed", day)]), failures()],
        [
          graph("Seconds from rollout to verdict", [
            byEnvironment("VerdictSeconds", day, "p50"),
            byEnvironment("VerdictSeconds", day, "p95"),
          ]),
          rollbacks(),
        ],
      ],
    });
  }
}

/** 100 x failed / judged of everything that is deployed in the account and Region; both are 0 for a fix-only redeploy (shared/history/rate.ts). */
function failures(): GraphWidget {
  const sums = (name: string): string =>
    `SUM(${search(["environment"], name, { period: week, statistic: Stats.SUM })})`;
  const rate = new MathExpression({
    expression: `100 * ${sums("Failed")} / ${sums("Judged")}`,
    usingMetrics: {},
    label: "change failure rate, percent",
    period: week,
  });
  return new GraphWidget({
    ...size,
    title: "Failed deployments per day, and change failure rate of the week",
    left: [byService("Failed", day)],
    right: [rate],
    rightYAxis: { min: 0, max: 100 },
    rightAnnotations: [{ value: changeFailureTarget, label: `target ${changeFailureTarget} %`, color: Color.RED }],
  });
}

function rollbacks(): GraphWidget {
  return new GraphWidget({
    ...size,
    title: "Rollback seconds",
    left: [byService("RollbackSeconds", day, Stats.MAXIMUM)],
    leftAnnotations: [{ value: rollbackTargetSeconds, label: `target ${rollbackTargetSeconds} s`, color: Color.RED }],
  });
}

const size = { width: 12, height: 7 };

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ ...size, title, left: [...left] });
}

function byService(name: string, period: Duration, statistic: string = Stats.SUM): MathExpression {
  return searched(["environment", "deployed"], name, { period, statistic });
}

function byEnvironment(name: string, period: Duration, statistic: string): MathExpression {
  return searched(["environment"], name, { period, statistic });
}

interface Reading {
  readonly period: Duration;
  readonly statistic: string;
}

function searched(dimensions: readonly string[], name: string, reading: Reading): MathExpression {
  const { period } = reading;
  return new MathExpression({ expression: search(dimensions, name, reading), usingMetrics: {}, label: "", period });
}

/** Every metric of these dimensions, also of a service that is deployed for the first time tomorrow. */
function search(dimensions: readonly string[], name: string, { period, statistic }: Reading): string {
  const schema = [namespace, "service", ...dimensions].join(",");
  return `SEARCH('{${schema}} service="${releasesService}" MetricName="${name}"', '${statistic}', ${period.toSeconds()})`;
}
