import type { ServedHeaders } from "./embedded-server.ts";

/** Which API call a request makes, in the words of IAM. */
export interface Address {
  /** IAM prefix: `ecs`, `logs`, `states`, ...; or `gitlab`. */
  readonly service: string;
  /** `DescribeServices`; for GitLab the HTTP method. */
  readonly operation: string;
  readonly region: string;
}

/** Region where a request names none, as from curl without a signature. */
const homeRegion = "us-east-1";

/** Services by the prefix of `X-Amz-Target`, as the clients send it. */
const servicesByTarget: Readonly<Record<string, string>> = {
  AmazonEC2ContainerServiceV20141113: "ecs",
  Logs_20140328: "logs",
  DynamoDB_20120810: "dynamodb",
  AWSStepFunctions: "states",
  AWSEvents: "events",
  secretsmanager: "secretsmanager",
  AmazonSSM: "ssm",
  GraniteServiceVersion20100801: "cloudwatch",
};

/** Services of the Query protocol, which names the operation in the form that it sends. */
const queryServices = new Set(["sns", "sts", "elasticloadbalancing"]);

/** Calls that nobody can sign, as they are how credentials are got. */
const unsignedOperations: Readonly<Record<string, string>> = { AssumeRoleWithWebIdentity: "sts" };

export function isQueryService(service: string): boolean {
  return queryServices.has(service);
}

/** The address of an AWS request by its target or form, and its signature's scope or endpoint; undefined when it is of no known service. */
export function awsAddress(headers: Pick<ServedHeaders, "get">, body: string | Uint8Array = ""): Address | undefined {
  const [prefix = "", operation = ""] = (headers.get("x-amz-target") ?? "").split(".");
  const service = servicesByTarget[prefix];
  if (service !== undefined) return { service, operation, region: signedRegion(headers) };
  const action = new URLSearchParams(Buffer.from(body).toString("utf8")).get("Action") ?? "";
  const queried = scopeOf(headers)?.service ?? unsignedOperations[action] ?? "";
  return isQueryService(queried) && action
    ? { service: queried, operation: action, region: signedRegion(headers) }
    : undefined;
}

/** The Region a request was signed for; an unsigned one's is that of its regional endpoint, e.g. `sts.eu-west-1.amazonaws.com`. */
export function signedRegion(headers: Pick<ServedHeaders, "get">): string {
  const endpoint = /^[a-z]+\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(headers.get("host") ?? "")?.[1];
  return scopeOf(headers)?.region ?? endpoint ?? homeRegion;
}

/** The access key that signed a request; undefined for an unsigned one. */
export function signedKey(headers: Pick<ServedHeaders, "get">): string | undefined {
  return scopeOf(headers)?.key;
}

/** `Credential=<key>/<date>/<region>/<service>/aws4_request` */
function scopeOf(
  headers: Pick<ServedHeaders, "get">,
): { readonly key: string; readonly region: string; readonly service: string } | undefined {
  const scope = /Credential=([^/]+)\/\d+\/([a-z0-9-]+)\/([a-z0-9-]+)\//.exec(headers.get("authorization") ?? "");
  const [, key = "", region = "", service = ""] = scope ?? [];
  return scope === null ? undefined : { key, region, service };
}
