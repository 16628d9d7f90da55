import type {
  AssumeRoleWithWebIdentityCommandInput,
  AssumeRoleWithWebIdentityCommandOutput,
} from "@aws-sdk/client-sts";
import type { SimulatedIam } from "../iam/simulated-iam.ts";
import { answerOf } from "../iam/statement.ts";
import { ServiceError } from "../server/service-error.ts";
import { checkedClaims } from "./web-identity-token.ts";

export interface WebIdentityOptions {
  readonly iam: SimulatedIam;
  /** The way to the identity providers. */
  readonly fetch: typeof fetch;
  readonly now: () => Date;
}

const defaultSeconds = 3600;
/** STS API reference; the value itself is never repeated. */
const longestToken = 20_000;

/**
 * Temporary credentials of a role for a token of an identity provider (STS API reference). Not there: session policies,
 * providers of OAuth 2.0, a role's own longest duration.
 */
export function assumeRoleWithWebIdentity({ iam, fetch, now }: WebIdentityOptions) {
  return async (
    input: AssumeRoleWithWebIdentityCommandInput,
  ): Promise<Omit<AssumeRoleWithWebIdentityCommandOutput, "$metadata">> => {
    const { RoleArn = "", RoleSessionName = "", WebIdentityToken = "", DurationSeconds = defaultSeconds } = input;
    if (!/^arn:aws:iam::\d{12}:role\/\S+$/.test(RoleArn))
      throw new ServiceError("ValidationError", "Request ARN is invalid");
    if (WebIdentityToken.length > longestToken)
      throw new ServiceError(
        "ValidationError",
        `1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must have length less than or equal to ${longestToken}`,
      );
    const claims = await checkedClaims(WebIdentityToken, { providers: iam.providers, fetch, now: now() });
    const host = new URL(claims.iss).host;
    const role = iam.roles.find(({ arn }) => arn === RoleArn);
    const asked = {
      action: "sts:AssumeRoleWithWebIdentity",
      principals: [`arn:aws:iam::${iam.account}:oidc-provider/${host}`],
      context: { [`${host}:aud`]: claims.aud, [`${host}:sub`]: [claims.sub] },
    };
    // A role that does not exist is answered as one that does not trust: nobody learns which there are.
    if (role === undefined || answerOf(role.trust, asked) !== "allowed")
      throw new ServiceError("AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403);
    const session = iam.openSession(role, RoleSessionName, new Date(now().getTime() + DurationSeconds * 1000));
    const { accessKeyId, secretAccessKey, sessionToken, expiresAt, arn, userId } = session;
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: expiresAt,
      },
      SubjectFromWebIdentityToken: claims.sub,
      AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
      Provider: asked.principals[0],
      Audience: claims.aud[0],
    };
  };
}
