import { type Address, isQueryService } from "./address.ts";
import { queryFault } from "./query-xml.ts";

/** Faults that are an answer; the others are the network's. */
export type AnsweredFault = "throttled" | "unavailable" | "internal" | "denied" | "malformed";

/** Names of internal errors as the services' models give them; others use the protocol's `InternalFailure`. */
const internalErrors: Readonly<Record<string, string>> = {
  ecs: "ServerException",
  logs: "ServiceUnavailableException",
  dynamodb: "InternalServerError",
  events: "InternalException",
  secretsmanager: "InternalServiceError",
  ssm: "InternalServerError",
};

const html = "<html><body><h1>502 Bad Gateway</h1></body></html>";

/** The answer of a faulty service, with its own error name and form. */
export function faultAnswer(fault: AnsweredFault, address: Address): Response {
  if (fault === "malformed") return new Response(html, { status: 200, headers: { "content-type": "text/html" } });
  return address.service === "gitlab" ? gitlabFault(fault) : awsFault(fault, address);
}

function awsFault(fault: Exclude<AnsweredFault, "malformed">, address: Address): Response {
  const { service } = address;
  switch (fault) {
    case "throttled":
      return awsError(400, "ThrottlingException", { service, message: "Rate exceeded" });
    case "unavailable":
      return awsError(503, "ServiceUnavailableException", { service, message: "Service Unavailable" });
    case "internal":
      return awsError(500, internalErrors[service] ?? "InternalFailure", {
        service,
        message: "The request processing has failed because of an unknown error.",
      });
    case "denied":
      return awsError(400, "AccessDeniedException", { service, message: denial(address) });
    default:
      return fault satisfies never;
  }
}

/** The account of every simulation that names no other; AWS's own documentation uses it. */
const account = "123456789012";

function denial({ service, operation, region }: Address): string {
  const action = `${service}:${operation}`;
  const user = `arn:aws:sts::${account}:assumed-role/ecs-rollout-validator/${operation}`;
  const resource = `arn:aws:${service}:${region}:${account}:*`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
}

const queryErrors: Readonly<Record<string, string>> = {
  AccessDeniedException: "AuthorizationError",
  ThrottlingException: "Throttling",
  ServiceUnavailableException: "ServiceUnavailable",
};

function awsError(status: number, type: string, { service, message }: { service: string; message: string }): Response {
  if (isQueryService(service))
    return queryFault(type === "AccessDeniedException" ? 403 : status, queryErrors[type] ?? type, message);
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-requestid": "00000000-0000-4000-8000-ffffffffffff",
  };
  return new Response(JSON.stringify({ __type: type, message }), { status, headers });
}

/** GitLab's bodies: JSON from Rails, plain text from the rate limiter, HTML from the proxy before it. */
function gitlabFault(fault: Exclude<AnsweredFault, "malformed">): Response {
  switch (fault) {
    case "throttled":
      return new Response("Retry later\n", {
        status: 429,
        headers: { "content-type": "text/plain", "retry-after": "2" },
      });
    case "unavailable":
      return new Response("<html><body><h1>503 Service Unavailable</h1></body></html>", {
        status: 503,
        headers: { "content-type": "text/html" },
      });
    case "internal":
      return Response.json({ message: "500 Internal Server Error" }, { status: 500 });
    case "denied":
      return Response.json({ message: "403 Forbidden" }, { status: 403 });
    default:
      return fault satisfies never;
  }
}
