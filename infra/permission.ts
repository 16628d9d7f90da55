import { Stack, Validations } from "aws-cdk-lib";
import { type IRole, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IConstruct } from "constructs";

/** Exact actions on the narrowest resources that IAM accepts for them. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Why a resource cannot be named exactly; without it a wildcard fails the synthesis. */
  readonly wildcardReason?: string;
}

/** Gives a role a permission, and acknowledges its wildcards with the reason that the permission states. */
export function permit(role: IRole, { actions, resources, conditions, wildcardReason }: Permission): void {
  role.addToPrincipalPolicy(
    new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions && { conditions }) }),
  );
  if (wildcardReason !== undefined) acknowledgeWildcards(role, resources, wildcardReason);
}

/** Acknowledges cdk-nag's finding about each of these resources that holds a wildcard, and about no other. */
export function acknowledgeWildcards(holder: IConstruct, resources: readonly string[], reason: string): void {
  for (const resource of resources.map((arn) => flattened(Stack.of(holder).resolve(arn)))) {
    if (resource.includes("*"))
      Validations.of(holder).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason });
  }
}

type Resolved = string | { readonly Ref: string } | { readonly "Fn::GetAtt": readonly [string, string] } | Joined;
interface Joined {
  readonly "Fn::Join": readonly [string, readonly Resolved[]];
}

/** An ARN as cdk-nag writes it in the id of a finding, e.g. `arn:<AWS::Partition>:ecs:...:service/*`. */
function flattened(value: Resolved): string {
  if (typeof value === "string") return value;
  if ("Ref" in value) return `<${value.Ref}>`;
  if ("Fn::GetAtt" in value) return `<${value["Fn::GetAtt"].join(".")}>`;
  const [delimiter, parts] = value["Fn::Join"];
  return parts.map(flattened).join(delimiter);
}
