import { generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";

/** A job that asks for an ID token. */
export interface TokenJob {
  /** `group/name`. */
  readonly project: string;
  readonly ref: string;
  readonly refType: "branch" | "tag";
  /** `id_tokens:<name>:aud` of the job. */
  readonly audience: string;
  /** When the token was made; it ends `lifetimeSeconds` later. */
  readonly at: Date;
  /** The job's time-out. */
  readonly lifetimeSeconds: number;
  readonly environment?: string;
}

/** GitLab's ID tokens for jobs: RS256 JWTs, and the documents by which others check them. */
export interface IdTokens {
  /** `iss` of every token. */
  readonly issuer: string;
  tokenFor(job: TokenJob): string;
  /** GET of the discovery document and of the keys; undefined for every other path. */
  answer(request: Request): Response | undefined;
}

const keysPath = "/oauth/discovery/keys";

/** The claims are those of GitLab's documentation (docs/facts/gitlab.md, 5.2) that a trust policy or a reader may want. */
export function idTokens(issuer: string): IdTokens {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key: JsonWebKey = { ...publicKey.export({ format: "jwk" }), kid: "simulated-gitlab", use: "sig", alg: "RS256" };
  return {
    issuer,
    tokenFor(job) {
      const signed = [{ alg: "RS256", typ: "JWT", kid: key.kid }, claimsOf(issuer, job)].map(encoded).join(".");
      return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
    },
    answer(request) {
      const { pathname } = new URL(request.url);
      if (request.method !== "GET") return undefined;
      if (pathname === "/.well-known/openid-configuration")
        return Response.json({
          issuer,
          jwks_uri: `${issuer}${keysPath}`,
          id_token_signing_alg_values_supported: ["RS256"],
        });
      return pathname === keysPath ? Response.json({ keys: [key] }) : undefined;
    },
  };
}

function claimsOf(issuer: string, { project, ref, refType, audience, at, lifetimeSeconds, environment }: TokenJob) {
  const seconds = Math.floor(at.getTime() / 1000);
  return {
    iss: issuer,
    sub: `project_path:${project}:ref_type:${refType}:ref:${ref}`,
    aud: audience,
    iat: seconds,
    // GitLab lets clocks differ a little.
    nbf: seconds - 5,
    exp: seconds + lifetimeSeconds,
    project_path: project,
    ref,
    ref_type: refType,
    ...(environment !== undefined && { environment }),
  };
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
