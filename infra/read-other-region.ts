import { ArnFormat, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { tableParameter } from "../shared/schema/parameter-names.ts";
import type { StageConfig } from "./config.ts";
import type { Permission } from "./permission.ts";

/** Reads evidence of another Region. The stack there has the same name, and its table a name that CloudFormation makes from it. */
export function readOtherRegion(
  scope: Construct,
  region: string,
  { profilePrefix }: StageConfig,
): readonly Permission[] {
  const stack = Stack.of(scope);
  const parameter = {
    service: "ssm",
    region,
    resource: "parameter",
    resourceName: tableParameter(profilePrefix).slice(1),
  };
  return [
    {
      actions: ["ssm:GetParameter"],
      resources: [stack.formatArn({ ...parameter, arnFormat: ArnFormat.SLASH_RESOURCE_NAME })],
    },
    {
      actions: ["dynamodb:Query"],
      resources: [otherTable(scope, region)],
      wildcardReason: "CloudFormation makes the table's name from the stack's; the wildcard also takes its index.",
    },
  ];
}

/** The evidence table of another Region, by a pattern of its name. */
export function otherTable(scope: Construct, region: string): string {
  const stack = Stack.of(scope);
  return stack.formatArn({ service: "dynamodb", region, resource: "table", resourceName: `${stack.stackName}-*` });
}
