import type { Template } from "aws-cdk-lib/assertions";
import { pascalCase } from "../../shared/schema/pascal-case.ts";
import { resourcesOf } from "./template.ts";

type Text =
  | string
  | { readonly Ref: string }
  | { readonly "Fn::GetAtt": readonly string[] }
  | { readonly "Fn::Join": readonly [string, readonly Text[]] };
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: Text | readonly Text[];
  readonly Condition?: unknown;
}
interface PolicyProperties {
  readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  readonly Roles: readonly { readonly Ref: string }[];
}

/** All policies of all roles; the roles themselves have none inside. */
export function policiesOf(template: Template): readonly PolicyProperties[] {
  return [...resourcesOf<PolicyProperties>(template, "AWS::IAM::Policy").values()].map(({ Properties }) => Properties);
}

/** What a role may do: `action resource`, sorted, one line for each pair. */
export function grantsOf(template: Template, role: RegExp): readonly string[] {
  const own = policiesOf(template).filter(({ Roles }) => Roles.some(({ Ref }) => role.test(Ref)));
  if (own.length === 0) throw new Error(`No policy belongs to the role ${role.source}.`);
  const pairs = own
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) => list(Resource).map((resource) => [action, resource] as const)),
    );
  return pairs.map(([action, resource]) => `${action} ${readable(resource)}`).sort();
}

/** Matches the logical id of a function's role. */
export function roleOf(folder: string): RegExp {
  return new RegExp(`^(Functions|EvidencePage)?${pascalCase(folder)}Role`);
}

function list<Item extends string | object>(value: Item | readonly Item[]): readonly Item[] {
  return Array.isArray(value) ? value : [value as Item];
}

const pseudo: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::AccountId": "1",
  "AWS::Region": "here",
};

/** A reference without the hash behind its name; partition, account and Region as `aws`, `1` and `here`. */
function readable(value: Text): string {
  if (typeof value === "string") return value;
  if ("Ref" in value) return pseudo[value.Ref] ?? unhashed(value.Ref);
  if ("Fn::GetAtt" in value) return unhashed(value["Fn::GetAtt"][0] ?? "");
  return value["Fn::Join"][1].map(readable).join(value["Fn::Join"][0]);
}

function unhashed(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, "");
}
