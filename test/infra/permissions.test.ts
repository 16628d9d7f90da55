import { describe, expect, it } from "vitest";
import { functionFolders } from "../../infra/bundle.ts";
import { aTemplate, resourcesOf } from "./template.ts";

type Text =
  | string
  | { readonly Ref: string }
  | { readonly "Fn::GetAtt": readonly string[] }
  | { readonly "Fn::Join": readonly [string, readonly Text[]] };
interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: Text | readonly Text[];
  readonly Condition?: unknown;
}
interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles: readonly { readonly Ref: string }[];
}

const template = aTemplate({ otherLogRegions: ["us-east-1"] });
const policies = [...resourcesOf<PolicyProperties>(template, "AWS::IAM::Policy").values()].map(({ Properties }) => Properties);

/** A reference without the hash behind its name; partition, account and Region as `aws`, `1` and `here`. */
function readable(value: Text): string {
  if (typeof value === "string") return value;
  if ("Ref" in value)
    return { "AWS::Partition": "aws", "AWS::AccountId": "1", "AWS::Region": "here" }[value.Ref] ?? unhashed(value.Ref);
  if ("Fn::GetAtt" in value) return unhashed(value["Fn::GetAtt"][0] ?? "");
  return value["Fn::Join"][1].map(readable).join(value["Fn::Join"][0]);
}

function unhashed(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, "");
}

/** What a role may do: `action resource`, sorted, one line for each pair. */
function grantsOf(role: RegExp): readonly string[] {
  const statements = policies
    .filter(({ Roles }) => Roles.some(({ Ref }) => role.test(Ref)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  if (statements.length === 0) throw new Error(`No policy belongs to the role ${role.source}.`);
  return statements
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => ([Resource].flat() as readonly Text[]).map((resource) => `${action} ${readable(resource)}`)),
    )
    .sort();
}

function roleOf(folder: string): RegExp {
  const name = folder.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return new RegExp(`^(Functions|Events)${name}Role`);
}

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
const services = [
  "ecs:DescribeServiceDeployments arn:aws:ecs:here:1:service-deployment/*",
  "ecs:DescribeServiceDeployments arn:aws:ecs:here:1:service/*",
  "ecs:DescribeServices arn:aws:ecs:here:1:service-deployment/*",
  "ecs:DescribeServices arn:aws:ecs:here:1:service/*",
  "ecs:ListServiceDeployments arn:aws:ecs:here:1:service-deployment/*",
  "ecs:ListServiceDeployments arn:aws:ecs:here:1:service/*",
];
const workflow = "arn:aws:states:here:1:stateMachine:ecs-rollout-validator-test-validate-rollout";

const expected: Record<string, readonly string[]> = {
  "receive-event": [
    ...base("EventsReceiveEvent"),
    "sqs:GetQueueAttributes EventsFailedEventsQueue",
    "sqs:GetQueueUrl EventsFailedEventsQueue",
    "sqs:SendMessage EventsFailedEventsQueue",
    `states:SendTaskSuccess ${workflow}`,
    "states:StartExecution WorkflowStateMachine",
  ],
  "open-validation": [
    ...base("FunctionsOpenValidation"),
    ...services,
    // Supports no resources.
    "ecs:DescribeTaskDefinition *",
    "logs:DescribeLogGroups arn:aws:logs:here:1:log-group:*",
    "logs:DescribeLogGroups arn:aws:logs:us-east-1:1:log-group:*",
    "ssm:GetParameter arn:aws:ssm:here:1:parameter/ecs-rollout-validator/profiles/*",
  ],
  "check-task-health": [
    ...base("FunctionsCheckTaskHealth"),
    ...services,
    "ecs:DescribeTasks arn:aws:ecs:here:1:task/*",
    // Held to the account's clusters by its condition.
    "ecs:ListTasks *",
  ],
  "check-log-signatures": [
    ...base("FunctionsCheckLogSignatures"),
    ...["logs:FilterLogEvents", "logs:StartQuery"].flatMap((action) =>
      ["here", "us-east-1"].flatMap((region) =>
        ["/ecs/", "/aws/ecs/"].map((prefix) => `${action} arn:aws:logs:${region}:1:log-group:${prefix}*:*`),
      ),
    ),
    // Support no resources.
    "logs:GetQueryResults *",
    "logs:StopQuery *",
  ],
  "check-operations": base("FunctionsCheckOperations"),
  "record-evidence": base("FunctionsRecordEvidence"),
  "await-signal": [...base("FunctionsAwaitSignal"), `states:SendTaskSuccess ${workflow}`],
  conclude: base("FunctionsConclude"),
  "report-status": [
    ...base("FunctionsReportStatus"),
    "secretsmanager:GetSecretValue arn:aws:secretsmanager:here:1:secret:ecs-rollout-validator/gitlab-token-??????",
  ],
};

describe("the permissions", () => {
  it("are listed here for every function", () => {
    expect(Object.keys(expected).sort()).toEqual([...functionFolders].sort());
  });

  it.each(Object.entries(expected))("of %s are exactly these", (folder, grants) => {
    expect(grantsOf(roleOf(folder))).toEqual([...grants].sort());
  });

  it("of the workflow are its own functions, its log delivery and its traces", () => {
    const grants = grantsOf(/^WorkflowStateMachineRole/);
    const invoked = grants.filter((grant) => grant.startsWith("lambda:"));
    expect(invoked).toEqual(
      Object.keys(expected)
        .filter((folder) => folder !== "receive-event")
        .map((folder) => `lambda:InvokeFunction ${roleOf(folder).source.slice("^(Functions|Events)".length, -"Role".length)}`)
        .map((grant) => grant.replace(" ", " Functions").concat("Function"))
        .sort(),
    );
    expect(
      grants
        .filter((grant) => !invoked.includes(grant))
        .every((grant) => /^(logs:\w*(LogDeliver|ResourcePolic|LogGroups)|xray:)/.test(grant)),
    ).toBe(true);
  });

  it("hold ListTasks to the clusters of the account and Region", () => {
    const statement = policies
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .filter(({ Action }) => Action === "ecs:ListTasks");
    const cluster = {
      "Fn::Join": [
        "",
        ["arn:", { Ref: "AWS::Partition" }, ":ecs:", { Ref: "AWS::Region" }, ":", { Ref: "AWS::AccountId" }, ":cluster/*"],
      ],
    };
    expect(statement).toEqual([expect.objectContaining({ Condition: { ArnLike: { "ecs:cluster": cluster } } })]);
  });

  it("never name an action with a wildcard, and nobody may delete evidence", () => {
    const actions = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(({ Action }) => [Action].flat()));
    expect(actions.filter((action) => action.includes("*") || /^dynamodb:(Delete|BatchWrite)/.test(action))).toEqual([]);
  });

  it("come from these policies only: no role has a managed or an inline policy", () => {
    const roles = resourcesOf<Record<string, unknown>>(template, "AWS::IAM::Role");
    expect(roles.size).toBe(functionFolders.length + 1);
    for (const { Properties } of roles.values()) expect(Object.keys(Properties)).toEqual(["AssumeRolePolicyDocument"]);
  });
});
