/** What docs/configuration.md says in people's words, around the tables that are made from the schema. */

export const introduction = `# Configuration

<!-- Made by \`npm run docs\` from shared/schema/profile.ts and the presets; change those. -->

A profile says which checks a service's rollouts must pass. It is YAML or JSON, owned by the service's team, and delivered as the SSM parameter
\`<prefix>/profiles/<cluster>/<service>\`. Without one \`<prefix>/profiles/default\` is used, and without that the built-in default: task health only.
A profile that cannot be used never disappears: the rollout is validated with the built-in default, and the verdict is inconclusive with every problem
and its path. Try a profile with \`npx rollout-validator lint profile.yaml\`, which tells every problem with its line and column,
and every two times that contradict each other.
For completion in an editor put this on its first line:

\`\`\`yaml
# yaml-language-server: $schema=<path to>/docs/profile.schema.json
\`\`\`

Durations are written \`90s\`, \`3m\` or \`1h30m\`. Patterns are RE2 and are found anywhere in a line. In YAML put them in single quotes, so that \`\\d\` stays \`\\d\`.
`;

export const example = `## Example

\`\`\`yaml
service: bf-manage-core
environment: production
owner: { team: Core, contact: '#core-on-call', runbook: https://wiki.example.com/bf-manage-core }
gitlab: { project: betterfleet/bf-manage-core }
rollout: { within: 15m }
checks:
  - { name: migrations, kind: log-signature, preset: flyway, within: 3m }
  - name: started
    kind: log-signature
    container: app
    within: 3m
    expect: [{ pattern: 'Started \\S+ in [0-9.]+ seconds', quorum: every-task }]
    reject: [{ pattern: 'APPLICATION FAILED TO START' }, { pattern: 'OutOfMemoryError' }]
  - { name: error-budget, kind: log-errors, pattern: '\\bERROR\\b', max: 10, for: 5m, mode: shadow }
  - { name: reachable, kind: http, url: https://manage.example.com/health }
\`\`\`
`;

export const kindTexts: Readonly<Record<string, string>> = {
  "task-health": `The rollout completes in time and its tasks stay up. Every rollout has this check; name it only to change its limits. It fails before ECS does: at the second task
that stops by itself, and on a task that does not start. It never passes on tasks that were there before the rollout, and a pass tells what it cost: lost capacity, more
than ten minutes, stops of unknown cause ([runbook](runbook.md#a-verdict-is-passed-with-a-remark)). With a stop it shows the last 20 lines of the container that died; what each cause means stands in
[diagnosis](diagnosis.md).`,
  artifact: `Every running task runs the released image and was started by this rollout: a rollout can be green and have shipped something else, or nothing. It is
never on by itself. Which digest was released is told by, in this order: \`rollout-validator register --digest\` (for the first essential container), the task definition's
\`repository@sha256:...\`, the variable or docker label \`IMAGE_DIGEST\`, or the digest to which ECS resolved the tag for this revision. Without any the tasks are compared
with each other, and the finding says that the released digest is not known. A tag that can move (\`latest\`, none, a branch) is a remark, not a failure.

**Mind:** an image for several processor architectures has a digest of its own for each; state the one that ECS shows for your tasks. ECS tells digests of images in ECR only; of
others the check is inconclusive.`,
  "log-signature": "Expected lines must appear in time, rejected lines must not appear at all.",
  "log-presence": "The tasks log at all. Silence after a rollout often means a broken log driver, role or start-up.",
  "log-errors": `Lines that match are allowed, but not many: an error budget.

**Mind:** lines are counted for the whole of \`for\`, so a check of mode \`gate\` holds a pass back until then: with \`for: 5m\` no release passes earlier than five minutes after
its first task runs. A budget that is exceeded fails at once. Without \`container\` the lines of every container count, so that one whose log cannot be read makes the check
inconclusive: name the containers to count. Choose \`for\` as short as the budget allows, or \`mode: shadow\` to see it without waiting.
`,
  http: `The service's addresses answer all the time: one GET each every 5 seconds, from the rollout's start until \`for\` after it is complete. An address is down
while a probe gets no answer, a status of 400 or more, or its answer's headers later than \`timeout\`; downtime is the sum of the steps of such probes (5 seconds each). More than
\`maxDowntime\` of it on one address fails the check at once. Before a service's first deployment answers there is no downtime.

The check is inconclusive, and so passes nothing, when an address was down already at the first probe (who took it down cannot be told), when nobody asked for more than 30 seconds, as while the
validator itself was in trouble or heard of the rollout late, and when no probe was ever answered.

**Mind:** an outage of less than 5 seconds may lie between two probes: 0 s of downtime means that no longer one was seen at these addresses, no more. Redirects count as answers and are not
followed; what a page says is not read. Probes come from the validator's Lambda function in the service's Region, with \`user-agent: ecs-rollout-validator\`, and by the internet, unless its stage
names subnets (\`probeNetwork\` in infra/config.ts): an internal address never answers the internet. The addresses are shown to people.
A check of mode \`gate\` holds a pass back until \`for\` is over.
`,
};

export const firelens = `## Logs through FireLens

A container with the log driver \`awsfirelens\` hands its lines to a router, and no API tells where the router puts them. Say it in the profile, once for all checks:

\`\`\`yaml
firelens: { group: /ecs/bf-manage-core }   # and region: us-east-1, when the group is not in the service's Region
\`\`\`

- A line counts when its record names one of the rollout's tasks (\`ecs_task_arn\`) and the container (\`container_name\`); stream names do not matter, and patterns are matched against
  \`log\`, what the container printed. A line of more than 16 KB, which Docker cuts into parts, is put together again.
- So the router must write whole records: leave \`enable-ecs-log-metadata\` on, and set no \`log_key\` in its output. A record that does not say whose it is is never counted. While no record of the rollout
  was read, a check that would pass on silence (a budget, rejected lines only) is inconclusive, and every other reason says so.
- Where the router takes JSON lines apart, so that there is no \`log\`, the rest of the record is the line: use \`field\`, or a pattern that is found in JSON.
- The router must write through \`cloudwatch_logs\` (or \`cloudwatch\`) into one group for the whole service. The last lines of a container that died are not shown.
- Without \`firelens\` checks of such a container are inconclusive. \`rollout-validator preflight\` tells what is missing.
`;

export const readings = `## Readings

Numbers that people look at beside the verdict, kept with the evidence for as long as it is; no check, verdict or gate reads them. They are read five minutes after the verdict, when the minutes that
matter are published:

\`\`\`yaml
readings:
  targetHealth: true              # the targets of the target groups that the service names
  metrics:
    - name: ALB 5xx
      namespace: AWS/ApplicationELB
      metric: HTTPCode_Target_5XX_Count
      dimensions: { LoadBalancer: app/bf/50dc6c495c0c9188, TargetGroup: targetgroup/bf-manage-core/73e2d6bc24d8a067 }
      statistic: Sum
    - name: edge p95 in ms
      namespace: AWS/CloudFront
      metric: OriginLatency       # one of the distribution's additional metrics, which must be switched on
      dimensions: { DistributionId: E2QWRUHAPOMQZL, Region: Global }
      statistic: p95
      region: us-east-1
    - name: month's cost of ECS in USD
      namespace: AWS/Billing      # there only where the account receives billing alerts
      metric: EstimatedCharges
      dimensions: { ServiceName: AmazonECS, Currency: USD }
      statistic: Maximum
      region: us-east-1
      period: 6h
      before: 24h
\`\`\`

- A metric is read from \`before\` the rollout until the verdict, one point for each \`period\`. A sum is added up, of everything else the lowest, the highest and the last point are said.
  A period in which the rollout began counts to the rollout: with a long \`period\` it holds much from before it.
- "Nothing published" is no zero: a load balancer publishes no 5xx while there are none, and a dimension that is wrong or missing looks the same. Compare with \`aws cloudwatch list-metrics\`.
- Targets are those of the moment they are read: after a rollback, or when a newer rollout began, they run another release.
- They stand in \`evidence\`, on the evidence page and in \`--json\`. What could not be read stands there with AWS's words. CloudWatch bills each metric of each rollout (US$0.01 for 1,000).
- To stop a rollout by a metric, give the ECS service a deployment alarm: the validator reports the rollout that it fails.
`;
