import { describe, expect, it } from "vitest";
import { grantsOf, policiesOf, roleOf } from "./grants.ts";
import { aTemplate, resourcesOf } from "./template.ts";

interface FunctionProperties {
  readonly FunctionName: string;
  readonly VpcConfig?: unknown;
}

const probeNetwork = {
  subnetIds: ["subnet-0a1b2c3d4e5f60001", "subnet-0a1b2c3d4e5f60002"],
  securityGroupIds: ["sg-0a1b2c3d4e5f60001"],
};

function networksOf(template: ReturnType<typeof aTemplate>): readonly (readonly [string, unknown])[] {
  return [...resourcesOf<FunctionProperties>(template, "AWS::Lambda::Function").values()].flatMap(
    ({ Properties: { FunctionName, VpcConfig } }) =>
      VpcConfig === undefined ? [] : [[FunctionName.replace("ecs-rollout-validator-test-", ""), VpcConfig] as const],
  );
}

describe("the network of probes", () => {
  it("is the internet unless the stage names another", () => {
    const plain = aTemplate();

    expect(networksOf(plain)).toEqual([]);
    expect(grantsOf(plain, roleOf("check-operations")).filter((grant) => grant.startsWith("ec2:"))).toEqual([]);
  });

  it("is refused when its ids are none", () => {
    expect(() => aTemplate({ probeNetwork: { ...probeNetwork, securityGroupIds: ["default"] } })).toThrow(
      /'default' does not match format/,
    );
  });

  it("holds the function that probes, and no other", () => {
    expect(networksOf(aTemplate({ probeNetwork }))).toEqual([
      ["check-operations", { SubnetIds: probeNetwork.subnetIds, SecurityGroupIds: probeNetwork.securityGroupIds }],
    ]);
  });

  it("lets Lambda put the function there, and not the function's own code", () => {
    const template = aTemplate({ probeNetwork });

    expect(grantsOf(template, roleOf("check-operations")).filter((grant) => grant.startsWith("ec2:"))).toEqual([
      "ec2:AssignPrivateIpAddresses *",
      "ec2:CreateNetworkInterface *",
      "ec2:DeleteNetworkInterface *",
      "ec2:DescribeNetworkInterfaces *",
      "ec2:DescribeSubnets *",
      "ec2:UnassignPrivateIpAddresses *",
    ]);
    const statements = policiesOf(template).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const ofNetwork = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith("ec2:")));
    expect(ofNetwork.map(({ Condition }) => Condition)).toEqual([{ Null: { "lambda:SourceFunctionArn": "true" } }]);
  });
});
