import { ValidatorError } from "../shared/errors.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";

const rejectedTokens = new Set(["InvalidIdentityTokenException", "IDPRejectedClaimException"]);

export interface AwsFailure {
  readonly code: ExitCode;
  readonly message: string;
}

/** What AWS said no to, taken from the sentence that `shared/aws/call.ts` makes of it. */
interface Refusal {
  /** `dynamodb:Query on evidence` */
  readonly call: string;
  /** AWS's or the SDK's name of the error. */
  readonly name: string;
  readonly detail: string;
}

const expired = /^(?:ExpiredToken(?:Exception)?|TokenProviderError)$/;
const unknown = new Set([
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
]);

/** One sentence for whoever has no credentials, no permission, no Region or a wrong name; undefined for every other error. */
export function awsFailure(error: Error): AwsFailure | undefined {
  if (/Region (?:is missing|not accepted)/.test(error.message)) {
    return { code: exitCode.wrongUse, message: "No usable AWS Region: give --region or set AWS_REGION." };
  }
  const refusal = refusalOf(error);
  const message = credentialsText(refusal);
  if (message !== undefined) return { code: exitCode.denied, message };
  if (error.name === "AccessDenied" || error.name === "AccessDeniedException") {
    const asked = `${oneLine(error.message)}. Allow your role this action, or choose other credentials (AWS_PROFILE).`;
    return { code: exitCode.denied, message: asked };
  }
  if (error.name === "NotFound") return { code: exitCode.wrongUse, message: missingText(error, refusal) };
  return undefined;
}

function credentialsText({ call, name, detail }: Refusal): string | undefined {
  // STS says it so of the job's ID token; of credentials that it gave, it says "the security token".
  if (expired.test(name) && /^Token (?:expired|too old)/.test(detail))
    return `The job's ID token had expired before AWS saw it for ${call}: it lives as long as the job's timeout; run the job again.`;
  if (expired.test(name) || (name === "CredentialsProviderError" && /expired/i.test(detail)))
    return `The AWS credentials for ${call} have expired: log in again (aws sso login), or renew them.`;
  if (name === "CredentialsProviderError" && /Could not load credentials/.test(detail))
    return `No AWS credentials for ${call}: log in and name the profile (AWS_PROFILE), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  if (name === "CredentialsProviderError")
    return `No usable AWS credentials for ${call}: ${detail.replace(/\.$/, "")}.`;
  if (rejectedTokens.has(name) || /sts:AssumeRoleWithWebIdentity/.test(detail))
    return `AWS gives this job no role for ${call} (${name}: ${detail}): compare the token's issuer, audience and subject with the role's trust policy.`;
  if (name === "ValidationError")
    return `AWS gives this job no role for ${call} (${name}: ${detail}): check the role's ARN (AWS_ROLE_ARN).`;
  if (unknown.has(name))
    return `AWS does not accept the credentials for ${call} (${name}): choose others (AWS_PROFILE), and check the clock of this machine.`;
  return undefined;
}

function missingText({ message }: Error, { call }: Refusal): string {
  const [, action, table] = /^(dynamodb:\w+) on (.+)$/.exec(call) ?? [];
  return table === undefined
    ? `${oneLine(message)}. Is the name right, and the Region?`
    : `There is no table ${table} in this account and Region (${action} found nothing): check --table and --region.`;
}

/** An SDK error that came past `call` is its own refusal. */
function refusalOf(error: Error): Refusal {
  const [, call = "", name = "", detail = ""] =
    /^(\S+ on .+?) (?:was denied|was refused|found nothing) \((\w+): (.*)\)$/s.exec(error.message) ?? [];
  return error instanceof ValidatorError && call !== ""
    ? { call, name, detail: oneLine(detail) }
    : { call: "this call", name: error.name, detail: oneLine(error.message) };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
