import { Duration, Stack } from "aws-cdk-lib";
import { Color, Dashboard, GraphWidget, type IMetric, MathExpression, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { fiveMinutes, ofReleases, searchOfReleases } from "./metrics.ts";

const day = Duration.days(1);
const week = Duration.days(7);

/** Limits of the requirements: percent of a week's changes, seconds of a rollback, and seconds of an outage. */
const changeFailureTarget = 5;
const rollbackTargetSeconds = 120;
const downtimeTargetSeconds = 0;

/** How releases went, for those who ship them: `<stack>-releases`. The numbers are those of `rollout-validator history`. */
export class ReleasesDashboard extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Dashboard(this, "Dashboard", {
      dashboardName: `${Stack.of(this).stackName}-releases`,
      defaultInterval: Duration.days(60),
      widgets: [
        [graph("Deployments per day, by service", [byService("Deployed", day)]), failures()],
        [verdicts(), rollbacks(), downtime()],
        [
          graph("Seconds from rollout to completed deployment", [
            byEnvironment("DeploymentDuration", day, "p50"),
            byEnvironment("DeploymentDuration", day, "p95"),
          ]),
          graph("Seconds from completed deployment to verdict: how soon one may trust it", [
            byEnvironment("ConfidenceSeconds", day, "p50"),
            byEnvironment("ConfidenceSeconds", day, "p95"),
          ]),
        ],
        [
          graph("Deployments in progress, by service", [inProgress()]),
          graph("Tasks wanted, and running at the verdict", [
            byService("DesiredTasks", fiveMinutes, Stats.MAXIMUM),
            byService("RunningTasks", fiveMinutes, Stats.MAXIMUM),
          ]),
        ],
      ],
    });
  }
}

/** 100 x failed / judged of everything that is deployed in the account and Region; both are 0 for a fix-only redeploy (shared/history/rate.ts). */
function failures(): GraphWidget {
  const sums = (name: string): string =>
    `SUM(${searchOfReleases(["environment"], name, { period: week, statistic: Stats.SUM })})`;
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

function verdicts(): GraphWidget {
  return new GraphWidget({
    ...third,
    title: "Seconds from rollout to verdict",
    left: [byEnvironment("VerdictSeconds", day, "p50"), byEnvironment("VerdictSeconds", day, "p95")],
  });
}

function rollbacks(): GraphWidget {
  return new GraphWidget({
    ...third,
    title: "Rollback seconds",
    left: [byService("RollbackSeconds", day, Stats.MAXIMUM)],
    leftAnnotations: [{ value: rollbackTargetSeconds, label: `target ${rollbackTargetSeconds} s`, color: Color.RED }],
  });
}

/** Only of what an `http` check asks, every 5 s: an outage that is shorter may be missed. */
function downtime(): GraphWidget {
  return new GraphWidget({
    ...third,
    title: "Downtime seconds, asked every 5 s",
    left: [byService("DowntimeSeconds", day, Stats.MAXIMUM)],
    leftYAxis: { min: 0 },
    leftAnnotations: [{ value: downtimeTargetSeconds, label: `target ${downtimeTargetSeconds} s`, color: Color.RED }],
  });
}

/** 1 from the beginning until the verdict. It is told at both only, and the minimum shows the end where both fall into one period. */
function inProgress(): MathExpression {
  const at = { period: fiveMinutes, statistic: Stats.MINIMUM };
  const search = searchOfReleases(["environment", "deployed"], "DeploymentInProgress", at);
  return new MathExpression({
    expression: `FILL(${search}, REPEAT)`,
    usingMetrics: {},
    label: "",
    period: fiveMinutes,
  });
}

const size = { width: 12, height: 7 };
const third = { ...size, width: 8 };

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ ...size, title, left: [...left] });
}

function byService(name: string, period: Duration, statistic: string = Stats.SUM): MathExpression {
  return ofReleases(["environment", "deployed"], name, { period, statistic });
}

function byEnvironment(name: string, period: Duration, statistic: string): MathExpression {
  return ofReleases(["environment"], name, { period, statistic });
}
