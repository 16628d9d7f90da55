import { describe, expect, it } from "vitest";
import { reaches } from "../../shared/domain/log-reach.ts";
import { parseLogReach } from "../../shared/schema/log-reach.ts";
import { logReachParameter } from "../../shared/schema/parameter-names.ts";
import { aTemplate, resourcesOf } from "./template.ts";

interface Policy {
  readonly Description: string;
  readonly PolicyDocument: {
    readonly Statement: readonly {
      readonly Action: string | readonly string[];
      readonly Resource: unknown;
      readonly Condition?: unknown;
    }[];
  };
}

const template = aTemplate({ otherLogRegions: ["eu-west-1"], logGroupPrefixes: ["/ecs/", "/team-*/"] });
const policies = [...resourcesOf<Policy>(template, "AWS::IAM::ManagedPolicy").values()].map(
  ({ Properties }) => Properties,
);

function policyOf(command: string): Policy["PolicyDocument"]["Statement"] {
  const found = policies.filter(({ Description }) => Description.endsWith(`: ${command}`));
  expect(found).toHaveLength(1);
  return found[0]?.PolicyDocument.Statement ?? [];
}

const actionsOf = (command: string) => policyOf(command).flatMap(({ Action }) => Action);

describe("the policy for register", () => {
  it("writes registrations, and no evidence", () => {
    const [read, write, ...more] = policyOf("register");

    expect(more).toEqual([]);
    expect(read).toMatchObject({ Action: "ssm:GetParameter" });
    expect(write).toMatchObject({
      Action: "dynamodb:PutItem",
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "REGISTERED#*" } },
    });
  });
});

describe("the policy for applied", () => {
  it("keeps what jobs say of their applies, and touches no evidence and no decision", () => {
    const [find, keep, ...more] = policyOf("applied");

    expect(more).toEqual([]);
    expect(find).toMatchObject({ Action: "ssm:GetParameter" });
    expect(keep).toMatchObject({
      Action: "dynamodb:PutItem",
      Condition: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": "APPLIED#*" } },
    });
  });
});

describe("the policy for preflight", () => {
  it("changes nothing, and finds the table and what the functions may read", () => {
    expect(actionsOf("preflight").filter((action) => !/:(Describe|List|Get)/.test(action))).toEqual([]);
    const parameters = policyOf("preflight").filter(({ Action }) => Action === "ssm:GetParameter");
    expect(JSON.stringify(parameters)).toMatch(/EvidenceTableName.*ReadableLogs/);
  });
});

describe("the published reach", () => {
  it("is that of the functions' role", () => {
    const parameters = [...resourcesOf<{ Name: string; Value: string }>(template, "AWS::SSM::Parameter").values()];
    const published = parameters.find(
      ({ Properties }) => Properties.Name === logReachParameter("/ecs-rollout-validator"),
    );
    const reach = parseLogReach(published?.Properties.Value ?? "");

    expect(reach).toEqual({ prefixes: ["/ecs/", "/team-*/"], otherRegions: ["eu-west-1"] });
    expect(reach && reaches(reach, "here", { group: "/team-a/shop", region: "eu-west-1" })).toBe(true);
  });
});
