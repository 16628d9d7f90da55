import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnQueue, Queue } from "aws-cdk-lib/aws-sqs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { permit } from "../../infra/permission.ts";
import { anApp, theStack } from "./template.ts";

/** A stage whose alarms lead somewhere, so that synthesis has nothing to warn of (alarm-address.test.ts). */
const told = {
  runbook: "https://gitlab.example.com/ops/validator/-/blob/main/docs/runbook.md",
  alarmTopicArn: "arn:aws:sns:ap-southeast-2:111122223333:on-call",
};

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

/** Each finding as `rule path below the stack`; synthesis fails exactly when there is one. */
function findingsOf(app: App): readonly string[] {
  const failed = failsToSynthesise(app);
  const report: Report = JSON.parse(readFileSync(join(app.outdir, "validation-report.json"), "utf8"));
  const findings = report.pluginReports
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(
        ({ constructPath }) => `${ruleName} ${constructPath.slice("ecs-rollout-validator-test/".length)}`,
      ),
    );
  expect(failed).toBe(findings.length > 0);
  return findings.sort();
}

function failsToSynthesise(app: App): boolean {
  try {
    app.synth();
    return false;
  } catch (error) {
    if (error instanceof Error && error.name === "ValidationFailed") return true;
    throw error;
  }
}

function aRole(app: App): Role {
  return new Role(theStack(app), "Planted", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
}

const everyQueue = "arn:aws:sqs:us-east-1:111122223333:*";

describe("the synthesis", () => {
  beforeEach(() => {
    for (const name of ["AWS_REGION", "AWS_PROFILE", "CDK_DEFAULT_ACCOUNT", "CDK_DEFAULT_REGION"])
      vi.stubEnv(name, undefined);
    // The CDK prints its findings; the tests read them from its report.
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it("fails on a queue that may be spoken to without TLS", () => {
    const app = anApp(told);
    new Queue(theStack(app), "Planted");
    expect(findingsOf(app)).toEqual(["AwsSolutions-SQS3 Planted/Resource", "AwsSolutions-SQS4 Planted/Resource"]);
  });

  it("fails on a wildcard that has no reason", () => {
    const app = anApp(told);
    aRole(app).addToPolicy(new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [everyQueue] }));
    expect(findingsOf(app)).toEqual([`AwsSolutions-IAM5[Resource::${everyQueue}] Planted/DefaultPolicy/Resource`]);
  });

  it("accepts a wildcard with its reason, and no other beside it", () => {
    const app = anApp(told);
    const role = aRole(app);
    permit(role, { actions: ["sqs:SendMessage"], resources: [everyQueue], wildcardReason: "Planted." });
    permit(role, { actions: ["sns:Publish"], resources: ["arn:aws:sns:us-east-1:111122223333:*"] });
    expect(findingsOf(app)).toEqual([
      "AwsSolutions-IAM5[Resource::arn:aws:sns:us-east-1:111122223333:*] Planted/DefaultPolicy/Resource",
    ]);
  });

  it("fails on a property that CloudFormation does not know", () => {
    const app = anApp(told);
    new CfnQueue(theStack(app), "Planted").addPropertyOverride("MesageRetentionPeriod", 60);
    expect(findingsOf(app)).toContain("F3002 Planted");
  });

  it("finds nothing in the stack itself, without an account, a Region or a network", () => {
    expect(findingsOf(anApp(told))).toEqual([]);
  });
});
