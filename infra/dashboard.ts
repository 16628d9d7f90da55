import { Stack } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Stats,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { errorMetric, statusMetric, verdictMetric } from "../shared/schema/metric-names.ts";
import type { Watched } from "./alarm-definitions.ts";
import { fiveMinutes, ofReleases, own, sum, throttledLogs } from "./metrics.ts";

export interface HealthDashboardProps extends Watched {
  readonly alarms: readonly Alarm[];
}

/** The validator's own health on one page: what it concluded, how fast, and whether it could. It has the stack's name. */
export class HealthDashboard extends Construct {
  constructor(scope: Construct, id: string, props: HealthDashboardProps) {
    super(scope, id);
    const alarms = new AlarmStatusWidget({ title: "Alarms", alarms: [...props.alarms], width: 24, height: 5 });
    new Dashboard(this, "Dashboard", {
      dashboardName: Stack.of(this).stackName,
      widgets: [[alarms], ofVerdicts(props), ofFunctions(props), ofRepair(props)],
    });
  }
}

function ofVerdicts({ stateMachine }: Watched): IWidget[] {
  const at = { period: fiveMinutes };
  return [
    graph(
      "Verdicts",
      (["passed", "failed", "inconclusive", "superseded"] as const).map((status) =>
        sum(status, [own("conclude", verdictMetric(status)), own("reconcile", verdictMetric(status))]),
      ),
    ),
    graph(
      "Seconds from rollout to verdict, median and 95 %",
      ["p50", "p95"].map((statistic) => ofReleases(["environment"], "VerdictSeconds", { ...at, statistic })),
    ),
    graph("Executions", [
      stateMachine.metricStarted(at),
      stateMachine.metricSucceeded(at),
      stateMachine.metricFailed(at),
      stateMachine.metricTimedOut(at),
      stateMachine.metricAborted(at),
    ]),
  ];
}

function ofFunctions({ functions }: Watched): IWidget[] {
  const all = Object.entries(functions);
  const at = (folder: string) => ({ period: fiveMinutes, label: folder });
  return [
    graph(
      "Errors",
      all.map(([folder, { lambda }]) => lambda.metricErrors(at(folder))),
    ),
    graph(
      "Duration, 95 %",
      all.map(([folder, { lambda }]) => lambda.metricDuration({ ...at(folder), statistic: Stats.percentile(95) })),
    ),
    graph("Throttled reads", [
      ...["FilterLogEvents", "StartQuery", "GetQueryResults"].map(throttledLogs),
      own("check-task-health", errorMetric("DependencyThrottled")),
      own("reconcile", "SweepsThrottled"),
    ]),
  ];
}

function ofRepair({ deadLetters }: Watched): IWidget[] {
  const both = (name: string) => sum(name, [own("report-status", name), own("reconcile", name)]);
  return [
    graph("Commit statuses", [
      ...(["posted", "parked", "skipped"] as const).map((outcome) => both(statusMetric(outcome))),
      own("report-status", errorMetric("StatusUndelivered")),
      own("reconcile", "StatusesUndelivered"),
    ]),
    graph(
      "Reconcile",
      ["Reconciled", "ServicesSwept", "RolloutsStarted", "ValidationsClosed"].map((name) => own("reconcile", name)),
    ),
    graph(
      "Dead letters",
      Object.entries(deadLetters).map(([name, queue]) =>
        queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, label: name }),
      ),
    ),
  ];
}

function graph(title: string, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...left], width: 8, height: 6 });
}
