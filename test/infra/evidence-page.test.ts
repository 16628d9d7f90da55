import { describe, expect, it } from "vitest";
import { ReportStatusEnv, ShowEvidenceEnv } from "../../shared/schema/environment.ts";
import { grantsOf, roleOf } from "./grants.ts";
import { anApp, aTemplate, resourcesOf } from "./template.ts";

const evidencePage = { keySecret: "ecs-rollout-validator/link-key", linkDays: 30, concurrency: 3 };
const template = aTemplate({ evidencePage });
const key = "secretsmanager:GetSecretValue arn:aws:secretsmanager:here:1:secret:ecs-rollout-validator/link-key-??????";

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Environment: { readonly Variables: Record<string, unknown> };
  readonly ReservedConcurrentExecutions?: number;
}

function functionOf(folder: string, of = template): FunctionProperties {
  const all = [...resourcesOf<FunctionProperties>(of, "AWS::Lambda::Function").values()];
  const found = all.find(({ Properties }) => Properties.FunctionName.endsWith(folder));
  if (!found) throw new Error(`There is no function ${folder}.`);
  return found.Properties;
}

describe("a stage without an evidence page", () => {
  const plain = aTemplate();

  it("has no URL that anybody may call, and no function behind one", () => {
    expect(plain.findResources("AWS::Lambda::Url")).toEqual({});
    expect(JSON.stringify(plain.findResources("AWS::Lambda::Function"))).not.toContain("show-evidence");
    expect(JSON.stringify(plain.findResources("AWS::Lambda::Permission"))).not.toContain('"Principal":"*"');
  });
});

describe("a stage with an evidence page", () => {
  it("has one URL without a login, which calls no other function", () => {
    const urls = [...resourcesOf<Record<string, unknown>>(template, "AWS::Lambda::Url").values()];
    expect(urls.map(({ Properties }) => Properties)).toEqual([
      { AuthType: "NONE", TargetFunctionArn: { "Fn::GetAtt": [expect.stringMatching(/^EvidencePageShow/), "Arn"] } },
    ]);
    const open = [...resourcesOf<Record<string, unknown>>(template, "AWS::Lambda::Permission").values()]
      .map(({ Properties }) => Properties)
      .filter(({ Principal }) => Principal === "*");
    expect(open.length).toBeGreaterThan(0);
    for (const permission of open) {
      expect(permission).toMatchObject({
        FunctionName: { "Fn::GetAtt": [expect.stringMatching(/^EvidencePageShow/), "Arn"] },
      });
      expect(permission["FunctionUrlAuthType"] ?? permission["InvokedViaFunctionUrl"]).toBeTruthy();
    }
  });

  it("lets that function read evidence and the links' key, and nothing else", () => {
    const role = roleOf("show");
    expect(grantsOf(template, role).filter((grant) => !/^(logs|xray):/.test(grant))).toEqual([
      "dynamodb:Query EvidenceTable",
      key,
    ]);
  });

  it("that names other Regions lets that function look up and query their tables, and nothing else there", () => {
    const several = aTemplate({ evidencePage: { ...evidencePage, otherRegions: ["eu-west-1", "us-east-1"] } });
    const role = roleOf("show");
    expect(grantsOf(several, role).filter((grant) => !/^(logs|xray):/.test(grant))).toEqual([
      "dynamodb:Query EvidenceTable",
      "dynamodb:Query arn:aws:dynamodb:eu-west-1:1:table/ecs-rollout-validator-test-*",
      "dynamodb:Query arn:aws:dynamodb:us-east-1:1:table/ecs-rollout-validator-test-*",
      key,
      "ssm:GetParameter arn:aws:ssm:eu-west-1:1:parameter/ecs-rollout-validator/evidence-table",
      "ssm:GetParameter arn:aws:ssm:us-east-1:1:parameter/ecs-rollout-validator/evidence-table",
    ]);
    expect(functionOf("show-evidence", several).Environment.Variables["EVIDENCE_REGIONS"]).toEqual({
      "Fn::Join": ["", [{ Ref: "AWS::Region" }, ",eu-west-1,us-east-1"]],
    });
  });

  it("that names its own Region among the others reads it once", () => {
    const env = { account: "111122223333", region: "eu-west-1" };
    const pinned = aTemplate({ env, evidencePage: { ...evidencePage, otherRegions: ["eu-west-1"] } });
    expect(functionOf("show-evidence", pinned).Environment.Variables["EVIDENCE_REGIONS"]).toBe("eu-west-1");
  });

  it("lets those that post statuses read the key, and nobody else", () => {
    for (const folder of ["report-status", "reconcile"]) expect(grantsOf(template, roleOf(folder))).toContain(key);
    for (const folder of ["conclude", "receive-event", "open-validation"])
      expect(grantsOf(template, roleOf(folder))).not.toContain(key);
  });

  it("limits the function's concurrency, and gives each function the variables that it parses", () => {
    const shower = functionOf("show-evidence");
    expect(shower.ReservedConcurrentExecutions).toBe(3);
    expect(Object.keys(shower.Environment.Variables).sort()).toEqual(Object.keys(ShowEvidenceEnv.shape).sort());
    expect(functionOf("report-status").Environment.Variables).toMatchObject({
      EVIDENCE_PAGE_URL: { "Fn::GetAtt": [expect.stringMatching(/^EvidencePageShow/), "FunctionUrl"] },
      EVIDENCE_LINK_SECRET: "ecs-rollout-validator/link-key",
      EVIDENCE_LINK_DAYS: "30",
    });
    expect(Object.keys(functionOf("report-status").Environment.Variables).sort()).toEqual(
      Object.keys(ReportStatusEnv.shape).sort(),
    );
  });

  it("has an alarm on that function, as on every other", () => {
    const alarms = [...resourcesOf<{ AlarmName: string }>(template, "AWS::CloudWatch::Alarm").values()];
    expect(alarms.map(({ Properties }) => Properties.AlarmName)).toContain(
      "ecs-rollout-validator-test-errors-show-evidence",
    );
  });

  it("passes every policy check", () => {
    expect(() => anApp({ evidencePage }).synth()).not.toThrow();
  });
});
