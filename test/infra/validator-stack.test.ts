import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import { functionFolders } from "../../infra/bundle.ts";
import type { ValidatorFunctionProps } from "../../infra/validator-function.ts";
import { type DeadLetterName, deadLetterQueueName, deadLetterReceivers } from "../../shared/schema/dead-letters.ts";
import * as environments from "../../shared/schema/environment.ts";
import { tableParameter } from "../../shared/schema/parameter-names.ts";
import { anApp, aTemplate, resourcesOf, root, theStack } from "./template.ts";

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Environment: { readonly Variables: Record<string, unknown> };
  readonly Timeout: number;
  readonly ReservedConcurrentExecutions?: number;
}

const template = aTemplate();
const functions = [...resourcesOf<FunctionProperties>(template, "AWS::Lambda::Function").values()].map(
  ({ Properties }) => Properties,
);

function functionOf(folder: string): FunctionProperties {
  const found = functions.find(({ FunctionName }) => FunctionName === `ecs-rollout-validator-test-${folder}`);
  if (!found) throw new Error(`There is no function ${folder}.`);
  return found;
}

const own: Record<string, { readonly shape: object }> = {
  announce: environments.AnnounceEnv,
  "ask-gate": environments.AskGateEnv,
  "receive-event": environments.ReceiveEventEnv,
  "open-validation": environments.OpenValidationEnv,
  "report-status": environments.ReportStatusEnv,
  reconcile: environments.ReconcileEnv,
};

describe("the functions", () => {
  it("are these, and no others", () => {
    expect(functions.map(({ FunctionName }) => FunctionName.replace("ecs-rollout-validator-test-", "")).sort()).toEqual(
      [...functionFolders].sort(),
    );
  });

  it.each(functionFolders)("%s gets exactly the variables that it parses", (folder) => {
    const { shape } = own[folder] ?? environments.EvidenceEnv;
    expect(Object.keys(functionOf(folder).Environment.Variables).sort()).toEqual(Object.keys(shape).sort());
  });

  it("get values that their schemas accept", () => {
    const { EVIDENCE_TABLE, ...literal } = functionOf("report-status").Environment.Variables;
    expect(EVIDENCE_TABLE).toEqual({ Ref: expect.stringMatching(/^EvidenceTable/) });
    expect(environments.ReportStatusEnv.parse({ ...literal, EVIDENCE_TABLE: "evidence" })).toEqual({
      EVIDENCE_TABLE: "evidence",
      EVIDENCE_DAYS: 400,
      GITLAB_HOST: "https://gitlab.com",
      GITLAB_TOKEN_SECRET: "ecs-rollout-validator/gitlab-token",
      EVIDENCE_PAGE_URL: "",
      EVIDENCE_LINK_SECRET: "",
      EVIDENCE_LINK_DAYS: 90,
    });
  });

  it("cannot be built with a variable too few or too many", () => {
    type Environment = ValidatorFunctionProps<(typeof environments.EvidenceEnv)["shape"]>["environment"];
    expectTypeOf<Environment>().toEqualTypeOf<{ readonly EVIDENCE_TABLE: string; readonly EVIDENCE_DAYS: string }>();
  });

  it("run Node 24 on arm64, are traced, and write to a log group of their own", () => {
    const groups = functions.map((properties) => {
      expect(properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
        TracingConfig: { Mode: "Active" },
      });
      return JSON.stringify(Object(properties).LoggingConfig.LogGroup);
    });
    expect(new Set(groups).size).toBe(functions.length);
  });

  it("end before the Task state that calls them, so that the workflow sees which one was slow", () => {
    const file = readFileSync(join(root, "statemachine/validate-rollout.asl.json"), "utf8");
    const calls = [...file.matchAll(/"FunctionName": "\$\{([a-z-]+)\}".*?"TimeoutSeconds(?:": (\d+)|Path")/gs)];
    const slack = calls.map(
      ([, folder = "", seconds]) =>
        [folder, seconds ? Number(seconds) - functionOf(folder).Timeout : undefined] as const,
    );
    expect(slack).toHaveLength(13);
    const exceptions = slack.filter(([, seconds]) => seconds === undefined || seconds < 10);
    // The wait has a time-out that each round sets; the status "running" must not hold a validation up, whatever becomes of it.
    expect(exceptions).toEqual([
      ["report-status", 20 - 90],
      ["await-signal", undefined],
    ]);
  });

  it("reserve no concurrency unless the stage says so", () => {
    expect(functions.filter((properties) => "ReservedConcurrentExecutions" in properties)).toEqual([]);
    const reserved = aTemplate({ reservedConcurrency: { "check-log-signatures": 20 } });
    reserved.resourcePropertiesCountIs("AWS::Lambda::Function", { ReservedConcurrentExecutions: 20 }, 1);
  });

  it("that EventBridge calls is tried three times, and a failed event is kept", () => {
    const configs = [...resourcesOf<Record<string, unknown>>(template, "AWS::Lambda::EventInvokeConfig").values()];
    expect(configs.map(({ Properties }) => Properties)).toEqual([
      expect.objectContaining({
        FunctionName: { Ref: expect.stringMatching(/^ReceiveEventFunction/) },
        MaximumRetryAttempts: 2,
        DestinationConfig: {
          OnFailure: {
            Destination: { "Fn::GetAtt": [expect.stringMatching(/^ReceiveEventFailedEventsQueue/), "Arn"] },
          },
        },
      }),
    ]);
  });
});

describe("the evidence table", () => {
  const [table] = [...resourcesOf<Record<string, unknown>>(template, "AWS::DynamoDB::GlobalTable").values()];

  it("survives its stack, refuses to be deleted and can be restored to any second", () => {
    expect(table).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: {
        Replicas: [
          { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
        ],
      },
    });
  });

  it("has the keys, the indexes and the expiry that the functions rely on, and is paid by use", () => {
    const keys = (hash: string, range: string) => [
      { AttributeName: hash, KeyType: "HASH" },
      { AttributeName: range, KeyType: "RANGE" },
    ];
    expect(table?.Properties).toMatchObject({
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keys("PK", "SK"),
      GlobalSecondaryIndexes: [
        { IndexName: "GSI1", KeySchema: keys("GSI1PK", "GSI1SK"), Projection: { ProjectionType: "ALL" } },
        { IndexName: "GSI2", KeySchema: keys("GSI2PK", "GSI2SK"), Projection: { ProjectionType: "ALL" } },
      ],
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
    });
  });
});

describe("the workflow", () => {
  const [machine] = [
    ...resourcesOf<{ DefinitionString: unknown }>(template, "AWS::StepFunctions::StateMachine").values(),
  ];

  it("is a standard one, traced, and logs errors without the data of the execution", () => {
    expect(machine?.Properties).toMatchObject({
      StateMachineName: "ecs-rollout-validator-test-validate-rollout",
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: "ERROR", IncludeExecutionData: false },
    });
    expect(machine?.Properties).not.toMatchObject({ StateMachineType: "EXPRESS" });
  });

  it("has an ARN of this stack's own functions in each of its placeholders", () => {
    const definition = machine?.Properties.DefinitionString as { "Fn::Join": readonly [string, readonly unknown[]] };
    const parts = definition["Fn::Join"][1];
    expect(JSON.stringify(parts)).not.toContain("${");
    const joined = parts.map((part) => (typeof part === "string" ? part : Object(part)["Fn::GetAtt"][0])).join("");
    expect(joined.match(/"FunctionName": "Functions\w+Function[0-9A-F]{8}"/g)).toHaveLength(13);
    expect(() => JSON.parse(joined)).not.toThrow();
  });
});

describe("the stack", () => {
  it("keeps every log group for a time, and takes it along when it goes", () => {
    const groups = resourcesOf<{ RetentionInDays?: number }>(template, "AWS::Logs::LogGroup");
    expect(groups.size).toBe(functionFolders.length + 1);
    for (const group of groups.values())
      expect(group).toMatchObject({ DeletionPolicy: "Delete", Properties: { RetentionInDays: 180 } });
  });

  it("keeps dead letters encrypted, for 14 days, and takes them over TLS only", () => {
    const queues = resourcesOf<Record<string, unknown>>(template, "AWS::SQS::Queue");
    expect(queues.size).toBe(Object.keys(deadLetterReceivers).length);
    for (const { Properties } of queues.values())
      expect(Properties).toEqual({
        QueueName: expect.stringMatching(/^ecs-rollout-validator-test-/),
        MessageRetentionPeriod: 1_209_600,
        SqsManagedSseEnabled: true,
      });
    expect([...queues.values()].map(({ Properties }) => Properties["QueueName"]).sort()).toEqual(
      Object.keys(deadLetterReceivers)
        .map((name) => deadLetterQueueName("ecs-rollout-validator-test", name as DeadLetterName))
        .sort(),
    );
    const policies = resourcesOf<{ Queues: readonly { Ref: string }[] }>(template, "AWS::SQS::QueuePolicy");
    expect([...policies.values()].flatMap(({ Properties }) => Properties.Queues.map(({ Ref }) => Ref)).sort()).toEqual(
      [...queues.keys()].sort(),
    );
    const tlsOnly = { Effect: "Deny", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
    for (const { Properties } of policies.values()) {
      expect(Properties).toMatchObject({
        PolicyDocument: { Statement: expect.arrayContaining([expect.objectContaining(tlsOnly)]) },
      });
    }
  });

  it("publishes the name of its evidence table for the command line", () => {
    const parameters = [...resourcesOf<{ Name: string }>(template, "AWS::SSM::Parameter").values()];
    expect(parameters.map(({ Properties }) => Properties)).toContainEqual(
      expect.objectContaining({
        Name: tableParameter("/ecs-rollout-validator"),
        Value: { Ref: expect.stringMatching(/^EvidenceTable/) },
      }),
    );
  });

  it("makes no secret: the operator does", () => {
    expect(template.findResources("AWS::SecretsManager::Secret")).toEqual({});
  });

  it("of production refuses to be deleted", () => {
    expect(theStack(anApp()).terminationProtection).toBe(true);
  });

  it("belongs to any account and Region until the stage pins it", () => {
    expect(theStack(anApp()).environment).toBe("aws://unknown-account/unknown-region");
    const pinned = theStack(anApp({ env: { account: "111122223333", region: "ap-southeast-2" } }));
    expect(pinned.environment).toBe("aws://111122223333/ap-southeast-2");
  });
});
