import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import * as z from "zod";
import type { IdentityProvider } from "../iam/simulated-iam.ts";
import { ServiceError } from "../server/service-error.ts";

const Header = z.object({ alg: z.string(), kid: z.string().optional() });
const Claims = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  exp: z.number(),
});
/** What AWS reads of an ID token. */
export type Claims = z.infer<typeof Claims>;

const Discovery = z.object({ jwks_uri: z.url() });
const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

export interface TokenCheck {
  readonly providers: readonly IdentityProvider[];
  /** The way to the issuer's documents. */
  readonly fetch: typeof fetch;
  readonly now: Date;
}

/** The claims of a token that a provider of the account vouches for; else STS's error, in its words. */
export async function checkedClaims(token: string, { providers, fetch, now }: TokenCheck): Promise<Claims> {
  const { header, claims, signed, signature } = partsOf(token);
  const provider = providers.find(({ issuer }) => issuer === claims.iss);
  if (provider === undefined) throw invalid(`No OpenIDConnect provider found in your account for ${claims.iss}`);
  if (!claims.aud.some((audience) => provider.audiences.includes(audience))) throw invalid("Incorrect token audience");
  const key = (await keysOf(provider, fetch)).find(({ kid }) => kid === header.kid);
  if (key === undefined || header.alg !== "RS256")
    throw invalid(
      "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
    );
  // The key's members are checked where it is made.
  const publicKey = createPublicKey({ key: key as JsonWebKey, format: "jwk" });
  if (!verify("sha256", Buffer.from(signed), publicKey, signature))
    throw invalid("The web identity token's signature is not valid");
  const seconds = Math.floor(now.getTime() / 1000);
  if (claims.exp <= seconds)
    throw new ServiceError(
      "ExpiredTokenException",
      `Token expired: current date/time ${seconds} must be before the expiration date/time ${claims.exp}`,
    );
  return claims;
}

function partsOf(token: string) {
  const [head = "", body = "", tail = ""] = token.split(".");
  const [header, claims] = [Header.safeParse(jsonOf(head)), Claims.safeParse(jsonOf(body))];
  if (!header.success || !claims.success || tail === "")
    throw invalid("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
  return {
    header: header.data,
    claims: claims.data,
    signed: `${head}.${body}`,
    signature: Buffer.from(tail, "base64url"),
  };
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

async function keysOf({ issuer }: IdentityProvider, fetch: TokenCheck["fetch"]) {
  try {
    const { jwks_uri: address } = Discovery.parse(
      await (await fetch(`${issuer}/.well-known/openid-configuration`)).json(),
    );
    return KeySet.parse(await (await fetch(address)).json()).keys;
  } catch {
    throw new ServiceError("IDPCommunicationError", `The identity provider ${issuer} could not be reached.`);
  }
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidIdentityToken", message);
}
