import type { CfnFunction, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { Permission } from "./permission.ts";

/** Subnets of a VPC from which addresses are probed that the internet cannot reach. */
export interface ProbeNetwork {
  /** Private ones, with a way to DynamoDB: a gateway endpoint or NAT. */
  readonly subnetIds: readonly string[];
  /** They let the function out to the addresses, and to DynamoDB. */
  readonly securityGroupIds: readonly string[];
}

/**
 * What Lambda itself does in the role's name to put a function into a VPC (AWSLambdaVPCAccessExecutionRole). Calls of the function's own
 * code carry `lambda:SourceFunctionArn`, and are left out.
 */
export const joinNetwork: Permission = {
  actions: [
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DeleteNetworkInterface",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
  ],
  resources: ["*"],
  conditions: { Null: { "lambda:SourceFunctionArn": "true" } },
  wildcardReason: "Lambda checks these rights on *; the condition keeps them from the function's own code.",
};

/** Puts the function into the subnets, which the stage names by id: nothing is looked up. */
export function placeIn(lambda: LambdaFunction, { subnetIds, securityGroupIds }: ProbeNetwork): void {
  const resource = lambda.node.defaultChild as CfnFunction;
  resource.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] };
}
