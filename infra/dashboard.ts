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
import type { Watched } from "./alarm-definitions.ts";
import { fiveMinutes, own, sum, throttledLogs } from "./metrics.ts";

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
      ["passed", "failed", "inconclusive", "superseded"].map((status) =>
        sum(status, [own("conclude", `Verdict${status}`), own("reconcile", `Verdict${status}`)]),
      ),
    ),
    graph("Seconds from rollout to verdict", [
      own("conclude", "TimeToVerdict", Stats.percentile(50)),
      own("conclude", "TimeToVerdict", Stats.percentile(95)),
    ]),
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
      own("check-task-health", "ErrorDependencyThrottled"),
      own("reconcile", "SweepsThrottled"),
    ]),
  ];
}

function ofRepair({ deadLetters }: Watched): IWidget[] {
  const both = (name: string) => sum(name, [own("report-status", name), own("reconcile", name)]);
  return [
    graph("Commit statuses", [
      ...["StatusPosted", "StatusParked", "StatusSkipped"].map(both),
      own("report-status", "ErrorStatusUndelivered"),
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
