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
const queryServices = new Set(["sns", "sts"]);

export function isQueryService(service: string): boolean {
  return queryServices.has(service);
}

/** The address of an AWS request by its target or form, and its signature's scope; undefined when it is of no known service. */
export function awsAddress(headers: Headers, body: string | Uint8Array = ""): Address | undefined {
  const [prefix = "", operation = ""] = (headers.get("x-amz-target") ?? "").split(".");
  const service = servicesByTarget[prefix];
  if (service !== undefined) return { service, operation, region: signedRegion(headers) };
  const signed = signedService(headers);
  const action = new URLSearchParams(Buffer.from(body).toString("utf8")).get("Action");
  return isQueryService(signed) && action
    ? { service: signed, operation: action, region: signedRegion(headers) }
    : undefined;
}

function signedService(headers: Headers): string {
  return /Credential=[^/]+\/\d+\/[a-z0-9-]+\/([a-z0-9-]+)\//.exec(headers.get("authorization") ?? "")?.[1] ?? "";
}

/** The Region a request was signed for (`Credential=<key>/<date>/<region>/<service>/aws4_request`). */
export function signedRegion(headers: Headers): string {
  return /Credential=[^/]+\/\d+\/([a-z0-9-]+)\//.exec(headers.get("authorization") ?? "")?.[1] ?? homeRegion;
}
