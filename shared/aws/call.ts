import { type ErrorName, ValidatorError } from "../errors.ts";

/** Makes one AWS call and translates its error, once and for all. `action` is the IAM name, e.g. `ecs:DescribeServices`. */
export async function call<Output>(action: string, resource: string, send: () => Promise<Output>): Promise<Output> {
  try {
    return await send();
  } catch (cause) {
    const { name, text } = explain(cause, action);
    throw new ValidatorError(name, `${action} on ${resource} ${text}`, { cause });
  }
}

interface AwsError {
  readonly name: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: { readonly throttling?: boolean };
}

const denied = new Set([
  "AccessDeniedException",
  "AccessDenied",
  "AuthorizationErrorException",
  "UnauthorizedOperation",
  "UnrecognizedClientException",
  "InvalidSignatureException",
  "ExpiredTokenException",
  "ExpiredToken",
  "InvalidClientTokenId",
  "MissingAuthenticationTokenException",
  "CredentialsProviderError",
  "InvalidIdentityTokenException",
  "IDPRejectedClaimException",
  // STS's Query protocol says it so: the role's ARN, or the session's name, is none. JSON services say ValidationException.
  "ValidationError",
]);
/** The only files that the SDK opens are of credentials, e.g. AWS_WEB_IDENTITY_TOKEN_FILE. */
const unreadable = new Set(["ENOENT", "EACCES", "EPERM", "EISDIR"]);
const throttled = new Set([
  "ThrottlingException",
  "ThrottledException",
  "Throttling",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
]);
const missing = new Set([
  "ResourceNotFoundException",
  "NotFoundException",
  "ClusterNotFoundException",
  "ServiceNotFoundException",
  "ParameterNotFound",
  "ExecutionDoesNotExist",
  "QueueDoesNotExist",
]);
const network = new Set([
  "TimeoutError",
  "AbortError",
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);

function explain(cause: unknown, action: string): { readonly name: ErrorName; readonly text: string } {
  if (!(cause instanceof Error)) return { name: "DependencyUnavailable", text: "failed without an error" };
  const error: AwsError & { code?: string } = cause;
  const status = error.$metadata?.httpStatusCode ?? 0;
  const detail = `(${error.name}: ${shortened(error.message ?? "")})`;
  if (unreadable.has(error.code ?? ""))
    return { name: "AccessDenied", text: `was denied (CredentialsProviderError: ${shortened(error.message ?? "")})` };
  if (denied.has(error.name) && !isOfItself(error.name, action))
    return { name: "AccessDenied", text: `was denied ${detail}` };
  if (throttled.has(error.name) || error.$retryable?.throttling || status === 429) {
    return { name: "DependencyThrottled", text: `was throttled ${detail}` };
  }
  if (missing.has(error.name)) return { name: "NotFound", text: `found nothing ${detail}` };
  const unparsed = error.name === "SyntaxError";
  if (status >= 500 || network.has(error.name) || network.has(error.code ?? "") || unparsed) {
    return { name: "DependencyUnavailable", text: `got no answer ${detail}` };
  }
  return { name: "DependencyRefused", text: `was refused ${detail}` };
}

/** Of the services that are called here, these two say ValidationError themselves: of a malformed ARN, or a start after the end. */
function isOfItself(name: string, action: string): boolean {
  return name === "ValidationError" && /^(?:elasticloadbalancing|cloudwatch):/.test(action);
}

/** AWS messages can repeat the request; 300 characters are enough to know why. */
function shortened(message: string): string {
  return message.length > 300 ? `${message.slice(0, 300)}…` : message;
}
