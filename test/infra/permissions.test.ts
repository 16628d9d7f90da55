import { describe, expect, it } from "vitest";
import { functionFolders } from "../../infra/bundle.ts";
import { pascalCase } from "../../shared/schema/pascal-case.ts";
import { calledByEvents, calledByOthers } from "../../statemachine/tasks.ts";
import { grantsOf, policiesOf, roleOf } from "./grants.ts";
import { aTemplate, resourcesOf } from "./template.ts";

const template = aTemplate({ otherLogRegions: ["us-east-1"], gateRegions: ["eu-west-1"] });
const policies = policiesOf(template);

/** What every function may do; `name` is its construct's path. */
const base = (name: string) => [
  "dynamodb:GetItem EvidenceTable",
  "dynamodb:PutItem EvidenceTable",
  "dynamodb:Query EvidenceTable",
  "dynamodb:UpdateItem EvidenceTable",
  `logs:CreateLogStream ${name}Logs`,
  `logs:PutLogEvents ${name}Logs`,
  // X-Ray: PutTraceSegments and PutTelemetryRecords support no resources.
  "xray:PutTelemetryRecords *",
  "xray:PutTraceSegments *",
];
const agenda = "dynamodb:Query EvidenceTable/index/GSI1";
const secret =
  "secretsmanager:GetSecretValue arn:aws:secretsmanager:here:1:secret:ecs-rollout-validator/gitlab-token-??????";
const services = [
  "ecs:DescribeServiceDeployments arn:aws:ecs:here:1:service-deployment/*",
  "ecs:DescribeServiceDeployments arn:aws:ecs:here:1:service/*",
  "ecs:DescribeServices arn:aws:ecs:here:1:service-deployment/*",
  "ecs:DescribeServices arn:aws:ecs:here:1:service/*",
  "ecs:ListServiceDeployments arn:aws:ecs:here:1:service-deployment/*",
  "ecs:ListServiceDeployments arn:aws:ecs:here:1:service/*",
];
/** Actions on the log groups that the stage lists, in every Region of logs. */
const ofLogGroups = (...actions: readonly string[]) =>
  actions.flatMap((action) =>
    ["here", "us-east-1"].flatMap((region) =>
      ["/ecs/", "/aws/ecs/"].map((prefix) => `${action} arn:aws:logs:${region}:1:log-group:${prefix}*:*`),
    ),
  );
const workflow = "arn:aws:states:here:1:stateMachine:ecs-rollout-validator-test-validate-rollout";

/** Held to this project's events by their source and type. */
const announcing = ["events:PutEvents arn:aws:events:here:1:event-bus/default", "sns:Publish NotificationsTopic"];

const expected: Record<string, readonly string[]> = {
  "receive-event": [
    ...base("ReceiveEvent"),
    "sqs:GetQueueAttributes ReceiveEventFailedEventsQueue",
    "sqs:GetQueueUrl ReceiveEventFailedEventsQueue",
    "sqs:SendMessage ReceiveEventFailedEventsQueue",
    `states:SendTaskSuccess ${workflow}`,
    "states:StartExecution WorkflowStateMachine",
  ],
  reconcile: [
    ...base("Reconcile"),
    agenda,
    ...services.filter((each) => !each.startsWith("ecs:DescribeServices ")),
    "ecs:DescribeServices arn:aws:ecs:here:1:service/*",
    // Supports neither resources nor conditions.
    "ecs:ListClusters *",
    // Held to the account's clusters by its condition.
    "ecs:ListServices *",
    secret,
    ...announcing,
    "states:DescribeExecution arn:aws:states:here:1:execution:ecs-rollout-validator-test-validate-rollout:*",
    "states:StartExecution WorkflowStateMachine",
  ],
  announce: [...base("FunctionsAnnounce"), agenda, ...announcing],
  "open-validation": [
    ...base("FunctionsOpenValidation"),
    ...services,
    "ecs:DescribeServiceRevisions arn:aws:ecs:here:1:service-revision/*",
    // Supports no resources.
    "ecs:DescribeTaskDefinition *",
    "logs:DescribeLogGroups arn:aws:logs:here:1:log-group:*",
    "logs:DescribeLogGroups arn:aws:logs:us-east-1:1:log-group:*",
    "ssm:GetParameter arn:aws:ssm:here:1:parameter/ecs-rollout-validator/profiles/*",
  ],
  "check-task-health": [
    ...base("FunctionsCheckTaskHealth"),
    ...services,
    "ecs:DescribeServiceRevisions arn:aws:ecs:here:1:service-revision/*",
    "ecs:DescribeTasks arn:aws:ecs:here:1:task/*",
    // Held to the account's clusters by its condition.
    "ecs:ListTasks *",
    ...ofLogGroups("logs:GetLogEvents"),
  ],
  "check-log-signatures": [
    ...base("FunctionsCheckLogSignatures"),
    ...ofLogGroups("logs:FilterLogEvents", "logs:StartQuery"),
    // Supports no resources.
    "logs:GetQueryResults *",
  ],
  "check-operations": base("FunctionsCheckOperations"),
  "take-readings": [
    ...base("FunctionsTakeReadings"),
    "ecs:DescribeServices arn:aws:ecs:here:1:service/*",
    // Neither supports resources.
    "cloudwatch:GetMetricData *",
    "elasticloadbalancing:DescribeTargetHealth *",
  ],
  "record-evidence": base("FunctionsRecordEvidence"),
  "await-signal": [...base("FunctionsAwaitSignal"), `states:SendTaskSuccess ${workflow}`],
  conclude: base("FunctionsConclude"),
  // Reads, and keeps nothing but decisions, by a condition: nobody who asks can change what is true.
  "ask-gate": [
    ...base("AskGate").filter((grant) => !/^dynamodb:(?!Query|PutItem)/.test(grant)),
    "dynamodb:Query EvidenceTable/index/GSI1",
    "dynamodb:PutItem arn:aws:dynamodb:eu-west-1:1:table/ecs-rollout-validator-test-*",
    "dynamodb:Query arn:aws:dynamodb:eu-west-1:1:table/ecs-rollout-validator-test-*",
    "events:PutEvents arn:aws:events:here:1:event-bus/default",
    "ssm:GetParameter arn:aws:ssm:eu-west-1:1:parameter/ecs-rollout-validator/evidence-table",
    "ssm:GetParameter arn:aws:ssm:eu-west-1:1:parameter/ecs-rollout-validator/profiles/*",
    "ssm:GetParameter arn:aws:ssm:here:1:parameter/ecs-rollout-validator/profiles/*",
  ],
  "report-status": [...base("FunctionsReportStatus"), secret],
};

describe("the permissions", () => {
  it("are listed here for every function", () => {
    expect(Object.keys(expected).sort()).toEqual([...functionFolders].sort());
  });

  it.each(Object.entries(expected))("of %s are exactly these", (folder, grants) => {
    expect(grantsOf(template, roleOf(folder))).toEqual([...grants].sort());
  });

  it("of the workflow are its own functions, its log delivery and its traces", () => {
    const grants = grantsOf(template, /^WorkflowStateMachineRole/);
    const invoked = grants.filter((grant) => grant.startsWith("lambda:"));
    expect(invoked).toEqual(
      Object.keys(expected)
        .filter((folder) => ![...calledByEvents, ...calledByOthers].some((other) => other === folder))
        .map((folder) => `lambda:InvokeFunction Functions${pascalCase(folder)}Function`)
        .sort(),
    );
    expect(
      grants
        .filter((grant) => !invoked.includes(grant))
        .every((grant) => /^(logs:\w*(LogDeliver|ResourcePolic|LogGroups)|xray:)/.test(grant)),
    ).toBe(true);
  });

  it("of the schedule are to call reconcile, and nothing else", () => {
    expect(grantsOf(template, /^ReconcileScheduleRole/)).toEqual(["lambda:InvokeFunction ReconcileFunction"]);
  });

  it.each(["ecs:ListTasks", "ecs:ListServices"])("hold %s to the clusters of the account and Region", (action) => {
    const statement = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => Action === action);
    const cluster = {
      "Fn::Join": [
        "",
        [
          "arn:",
          { Ref: "AWS::Partition" },
          ":ecs:",
          { Ref: "AWS::Region" },
          ":",
          { Ref: "AWS::AccountId" },
          ":cluster/*",
        ],
      ],
    };
    expect(statement).toEqual([expect.objectContaining({ Condition: { ArnLike: { "ecs:cluster": cluster } } })]);
  });

  it("let ask-gate keep decisions, and nothing else in any table", () => {
    const writing = policies
      .filter(({ Roles }) => Roles.some(({ Ref }) => roleOf("ask-gate").test(Ref)))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().some((action) => /^dynamodb:(?!Query)/.test(action)));
    const held = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "DECISIONS#*" } };
    // CDK makes one statement of those that differ in their table only.
    expect(writing.map(({ Action, Condition }) => [Action, Condition])).toEqual([["dynamodb:PutItem", held]]);
  });

  it("never name an action with a wildcard, and nobody may delete evidence", () => {
    const actions = policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Action }) => [Action].flat()),
    );
    expect(actions.filter((action) => action.includes("*") || /^dynamodb:(Delete|BatchWrite)/.test(action))).toEqual(
      [],
    );
  });

  it("come from these policies only: no role has a managed or an inline policy", () => {
    const roles = resourcesOf<Record<string, unknown>>(template, "AWS::IAM::Role");
    expect(roles.size).toBe(functionFolders.length + 2);
    for (const { Properties } of roles.values()) expect(Object.keys(Properties)).toEqual(["AssumeRolePolicyDocument"]);
  });
});
