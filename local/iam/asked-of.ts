import type { Address } from "../server/address.ts";
import type { Asked } from "./statement.ts";

/** Which account's resource a request asks for, in IAM's words. */
export interface ResourceAsked extends Pick<Asked, "action" | "context"> {
  /** Whose the resource is. */
  readonly account: string;
  readonly resource: string;
  /** The table that a request of DynamoDB names, index or not. */
  readonly table?: string;
}

type Body = Readonly<Record<string, unknown>>;

/** What a request asks for. Services whose resources are not spelled out here are asked for everything (`*`), as only a wildcard permits. */
export function askedOf({ service, operation, region }: Address, body: string, account: string): ResourceAsked {
  const action = `${service}:${operation}`;
  const given = service === "dynamodb" || service === "ssm" ? bodyOf(body) : {};
  if (service === "dynamodb") return { action, ...tableAsked(given, { region, account }) };
  if (service === "ssm") {
    const name = String(given.Name);
    const path = name.startsWith("arn:")
      ? name
      : `arn:aws:ssm:${region}:${account}:parameter/${name.replace(/^\//, "")}`;
    return { action, account, resource: path };
  }
  return { action, account, resource: "*" };
}

function tableAsked(body: Body, { region, account }: { readonly region: string; readonly account: string }) {
  const name = String(body.TableName);
  const [, owner = account] = /^arn:aws:dynamodb:[a-z0-9-]+:(\d{12}):table\//.exec(name) ?? [];
  const table = name.startsWith("arn:") ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
  const resource = body.IndexName === undefined ? table : `${table}/index/${String(body.IndexName)}`;
  return { account: owner, resource, table, context: { "dynamodb:LeadingKeys": leadingKeys(body) } };
}

/** The partition keys that a request names, in tables whose key is `PK`. */
function leadingKeys({ Key, Item }: Body): readonly string[] {
  return [Key, Item].flatMap((item) => {
    const key = (item as { readonly PK?: { readonly S?: string } } | undefined)?.PK?.S;
    return key === undefined ? [] : [key];
  });
}

function bodyOf(text: string): Body {
  const value: unknown = JSON.parse(text || "{}");
  return typeof value === "object" && value !== null ? { ...value } : {};
}
