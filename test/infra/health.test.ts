import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { functionFolders } from "../../infra/bundle.ts";
import { anchor } from "../../infra/health.ts";
import { readScenario } from "../../local/scenario/read-scenario.ts";
import { simulate } from "../../local/simulation.ts";
import { errorNames } from "../../shared/errors.ts";
import { deadLetterReceivers } from "../../shared/schema/dead-letters.ts";
import { metricsNamespace } from "../../shared/schema/metric-names.ts";
import { aTemplate, resourcesOf, root } from "./template.ts";

interface MetricStat {
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}
interface AlarmProperties extends MetricStat {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly TreatMissingData: string;
  readonly AlarmActions?: readonly unknown[];
  readonly OKActions?: readonly unknown[];
  readonly Metrics?: readonly { readonly MetricStat?: { readonly Metric: MetricStat } }[];
}

const template = aTemplate({ runbook: "https://gitlab.example.com/ops/validator/-/blob/main/docs/runbook.md" });
const alarms = [...resourcesOf<AlarmProperties>(template, "AWS::CloudWatch::Alarm").values()].map(
  (each) => each.Properties,
);
const runbook = readFileSync(join(root, "docs/runbook.md"), "utf8");
/** By anchor: the text under each heading. */
const articles = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((article) => [anchor(article.split("\n")[0] ?? ""), article] as const),
);

describe("an alarm", () => {
  it.each(alarms.map((each) => [each.AlarmName, each] as const))(
    "%s links to an article that says what to do",
    (_, alarm) => {
      const [, address, found = ""] = /What to do: (\S+)#(\S+)$/.exec(alarm.AlarmDescription) ?? [];
      expect(address).toBe("https://gitlab.example.com/ops/validator/-/blob/main/docs/runbook.md");
      const article = articles.get(found);
      expect(article).toBeDefined();
      for (const part of ["Means", "Look", "Do"]) expect(article).toContain(`**${part}:**`);
    },
  );

  it("stands behind every article that says so", () => {
    const linked = new Set(alarms.map(({ AlarmDescription }) => AlarmDescription.split("#").at(-1)));
    const named = [...articles.keys()].filter((found) => found.startsWith("alarm-"));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((found) => !linked.has(found))).toEqual([]);
  });

  it("watches every function and every dead-letter queue", () => {
    const names = alarms.map(({ AlarmName }) => AlarmName.replace("ecs-rollout-validator-test-", ""));
    const expected = [
      ...functionFolders.map((folder) => `errors-${folder}`),
      ...Object.keys(deadLetterReceivers).map((queue) => `dead-letters-${queue}`),
    ];
    expect(expected.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("goes off without data only where silence is the trouble", () => {
    const loud = alarms.filter(({ TreatMissingData }) => TreatMissingData !== "notBreaching");
    expect(loud).toMatchObject([{ MetricName: "Reconciled", TreatMissingData: "breaching" }]);
  });

  it("tells nobody unless the stage names a topic", () => {
    const topic = "arn:aws:sns:ap-southeast-2:111122223333:on-call";
    const told = [
      ...resourcesOf<AlarmProperties>(aTemplate({ alarmTopicArn: topic }), "AWS::CloudWatch::Alarm").values(),
    ];
    expect(alarms.filter((alarm) => alarm.AlarmActions !== undefined)).toEqual([]);
    for (const { Properties } of told) expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  });
});

/** `<function> <metric>` of the validator's own metrics that the alarms and the dashboard read. */
function ownMetrics(): ReadonlySet<string> {
  const ofAlarms = alarms
    .flatMap((alarm) => [alarm, ...(alarm.Metrics ?? []).flatMap((each) => each.MetricStat?.Metric ?? [])])
    .filter((metric) => metric.Namespace === metricsNamespace)
    .map(({ Dimensions, MetricName }) => `${Dimensions?.[0]?.Value} ${MetricName}`);
  const dashboard = JSON.stringify([...resourcesOf(template, "AWS::CloudWatch::Dashboard").values()]).replaceAll(
    "\\",
    "",
  );
  const shown = [...dashboard.matchAll(/\["EcsRolloutValidator","(\w+)","service","([\w-]+)"/g)];
  const searched = [...dashboard.matchAll(/MetricName="(\w+)"/g)];
  return new Set([
    ...ofAlarms,
    ...shown.map(([, name, service]) => `${service} ${name}`),
    ...searched.map(([, name]) => `releases ${name}`),
  ]);
}

describe("the metrics", () => {
  it("of alarms and dashboard are those that the functions write", async () => {
    const outcome = await simulate(readScenario(join(root, "examples/scenarios/all-events-lost.yaml")));
    const written = outcome.captured.metrics.flatMap((text) => {
      const { _aws, service } = JSON.parse(text) as {
        _aws: { CloudWatchMetrics: readonly { Metrics: readonly { Name: string }[] }[] };
        service: string;
      };
      return _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => `${service} ${Name}`));
    });
    // What a good run without probes does not write: rollbacks, downtime, errors by their declared names, and the other outcomes of a verdict or a status.
    const others = new RegExp(
      `^(\\S+ Error(${errorNames.join("|")})|(conclude|reconcile) Verdict(Passed|Failed|Inconclusive|Superseded)|(report-status|reconcile) Status(Posted|Parked|Skipped)|releases (RollbackSeconds|DowntimeSeconds))$`,
    );
    const read = [...ownMetrics()];
    expect(read).toEqual(
      expect.arrayContaining(["reconcile ValidationsClosed", "releases VerdictSeconds", "report-status StatusParked"]),
    );
    expect(read.filter((metric) => !written.includes(metric) && !others.test(metric))).toEqual([]);
  });
});

describe("the dashboard", () => {
  it("has the stack's name, and shows every alarm", () => {
    const [dashboard] = [...resourcesOf<{ DashboardName: string }>(template, "AWS::CloudWatch::Dashboard").values()];
    expect(dashboard?.Properties.DashboardName).toBe("ecs-rollout-validator-test");
    const shown = new Set(JSON.stringify(dashboard).match(/Health\w+(?=","Arn)/g));
    expect(shown.size).toBe(alarms.length);
  });
});

describe("the schedule", () => {
  it("calls reconcile every minute with the time at which it was due, and repeats nothing", () => {
    const [schedule] = [...resourcesOf<Record<string, unknown>>(template, "AWS::Scheduler::Schedule").values()];
    expect(schedule?.Properties).toMatchObject({
      ScheduleExpression: "rate(1 minute)",
      Target: {
        Arn: { "Fn::GetAtt": [expect.stringMatching(/^ReconcileFunction/), "Arn"] },
        Input: '{"source":"ecs-rollout-validator.schedule","time":"<aws.scheduler.scheduled-time>"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      },
    });
  });
});
