import { ComparisonOperator, type IMetric, MathExpression, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { IStateMachine } from "aws-cdk-lib/aws-stepfunctions";
import type { DeadLetterName } from "../shared/schema/dead-letters.ts";
import { errorMetric, statusMetric } from "../shared/schema/metric-names.ts";
import type { BundledFolder, FunctionFolder } from "../statemachine/tasks.ts";
import { fiveMinutes, own, sum, throttledLogs } from "./metrics.ts";
import type { ValidatorFunction } from "./validator-function.ts";

/** What is watched. */
export interface Watched {
  readonly functions: Readonly<
    Record<FunctionFolder, ValidatorFunction> & Partial<Record<BundledFolder, ValidatorFunction>>
  >;
  readonly stateMachine: IStateMachine;
  readonly deadLetters: Readonly<Record<DeadLetterName, IQueue> & Record<string, IQueue>>;
}

export interface AlarmDefinition {
  readonly name: string;
  /** What has happened, in one sentence. */
  readonly means: string;
  /** The heading of its article in docs/runbook.md. */
  readonly article: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods in a row of five minutes; 1 unless told. */
  readonly periods?: number;
  /** How many of these periods must be over the threshold; all unless told. */
  readonly datapoints?: number;
  readonly comparison?: ComparisonOperator;
  readonly missing?: TreatMissingData;
}

export function alarmDefinitions(watched: Watched): readonly AlarmDefinition[] {
  return [
    ...ofValidations(watched),
    ...ofGitlab(),
    ofAnnouncements(),
    ...ofDeadLetters(watched),
    ...ofFunctions(watched),
    ofReads(),
  ];
}

function ofValidations({ stateMachine }: Watched): readonly AlarmDefinition[] {
  const at = { period: fiveMinutes };
  const broken = [stateMachine.metricFailed(at), stateMachine.metricTimedOut(at), stateMachine.metricAborted(at)];
  return [
    {
      name: "no-verdict-in-time",
      means: "A validation came to no verdict by itself and was closed as inconclusive.",
      article: "Alarm: no verdict in time",
      metric: own("reconcile", "ValidationsClosed"),
      threshold: 1,
    },
    {
      name: "validation-broken",
      means: "An execution of the workflow failed, timed out or was aborted.",
      article: "Alarm: a validation broke off",
      metric: sum("broken executions", broken),
      threshold: 1,
    },
    {
      name: "events-lost",
      means:
        "A rollout had no validation two minutes after its start: its event did not arrive, or could not be worked on.",
      article: "Alarm: events are lost",
      metric: own("reconcile", "RolloutsStarted"),
      threshold: 1,
    },
    {
      name: "reconcile-not-running",
      means: "For 10 minutes no run of reconcile went to its end.",
      article: "Alarm: reconcile is not running",
      metric: own("reconcile", "Reconciled"),
      threshold: 1,
      periods: 2,
      comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
      missing: TreatMissingData.BREACHING,
    },
  ];
}

function ofGitlab(): readonly AlarmDefinition[] {
  return [
    {
      name: "gitlab-refuses",
      means: "GitLab refused a commit status in a way that only a person can cure.",
      article: "Alarm: GitLab refuses statuses",
      metric: sum("parked statuses", [
        own("report-status", statusMetric("parked")),
        own("reconcile", statusMetric("parked")),
      ]),
      threshold: 1,
    },
    {
      name: "gitlab-silent",
      means: "GitLab has not taken commit statuses for more than five minutes.",
      article: "Alarm: GitLab does not answer",
      metric: sum("undelivered statuses", [
        own("report-status", errorMetric("StatusUndelivered")),
        own("reconcile", "StatusesUndelivered"),
      ]),
      threshold: 1,
      periods: 3,
      // The workflow's later tries are up to five minutes apart.
      datapoints: 2,
    },
  ];
}

function ofAnnouncements(): AlarmDefinition {
  return {
    name: "verdicts-untold",
    means: "The event bus or the topic did not take a verdict, neither from the workflow nor from reconcile.",
    article: "Alarm: verdicts are not announced",
    metric: own("reconcile", "VerdictsUntold"),
    threshold: 1,
  };
}

function ofDeadLetters({ deadLetters }: Watched): readonly AlarmDefinition[] {
  return Object.entries(deadLetters).map(([name, queue]) => ({
    name: `dead-letters-${name}`,
    means: `The queue ${name} holds events that were not handled.`,
    article: "Alarm: a dead-letter queue is not empty",
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: fiveMinutes, statistic: "Maximum" }),
    threshold: 1,
  }));
}

/** Percent of calls; below so many calls one error says little. */
const worstShare = 20;
const fewestCalls = 5;

/** A throttled call is no invocation, so it is added to them. */
function ofFunctions({ functions }: Watched): readonly AlarmDefinition[] {
  return Object.entries(functions).map(([folder, { lambda }]) => {
    const at = { period: fiveMinutes };
    const metric = new MathExpression({
      expression: `IF(FILL(calls, 0) + FILL(throttles, 0) >= ${fewestCalls}, 100 * (FILL(errors, 0) + FILL(throttles, 0)) / (FILL(calls, 0) + FILL(throttles, 0)), 0)`,
      usingMetrics: {
        calls: lambda.metricInvocations(at),
        // What a URL answers with 503 is no error of Lambda's; an error is answered with 502.
        errors:
          folder === "show-evidence"
            ? lambda.metric("Url5xxCount", { ...at, statistic: "Sum" })
            : lambda.metricErrors(at),
        throttles: lambda.metricThrottles(at),
      },
      label: `${folder}: failed or throttled, percent`,
      period: fiveMinutes,
    });
    return {
      name: `errors-${folder}`,
      means: `For 15 minutes at least ${worstShare} % of the calls of ${folder} failed or were throttled by Lambda.`,
      article: "Alarm: a function fails",
      metric,
      threshold: worstShare,
      periods: 3,
    };
  });
}

/** A look that is throttled once is repeated in seconds; more than two a minute for a quarter of an hour delay verdicts. */
function ofReads(): AlarmDefinition {
  const readers = ["open-validation", "check-task-health", "check-operations"] as const;
  return {
    name: "reads-throttled",
    means: "For 15 minutes AWS throttled reads of ECS or of CloudWatch Logs.",
    article: "Log reads are throttled",
    metric: sum("throttled reads", [
      ...["FilterLogEvents", "StartQuery", "GetQueryResults"].map(throttledLogs),
      ...readers.map((folder) => own(folder, errorMetric("DependencyThrottled"))),
      own("reconcile", "SweepsThrottled"),
    ]),
    threshold: 10,
    periods: 3,
  };
}
