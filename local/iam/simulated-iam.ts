import { randomBytes } from "node:crypto";
import type { Statement } from "./statement.ts";

export interface Role {
  /** `arn:aws:iam::<account>:role/<name>`. */
  readonly arn: string;
  /** Who may assume it. */
  readonly trust: readonly Statement[];
  /** What it may do. */
  readonly policy: readonly Statement[];
}

/** An OIDC identity provider of the account. */
export interface IdentityProvider {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** Client ids that it accepts as `aud`. */
  readonly audiences: readonly string[];
}

/** Temporary credentials and what they stand for. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly role: Role;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session name>`. */
  readonly arn: string;
  /** `AROA...:<session name>`. */
  readonly userId: string;
}

export interface IamSettings {
  readonly account: string;
  readonly roles?: readonly Role[];
  readonly providers?: readonly IdentityProvider[];
  /** Resource policies of tables, by table ARN; each covers its table's indexes too. */
  readonly tablePolicies?: Readonly<Record<string, readonly Statement[]>>;
}

/** The identities of one account: the same in all of its Regions. */
export interface SimulatedIam extends Required<IamSettings> {
  openSession(role: Role, name: string, expiresAt: Date): Session;
  session(accessKeyId: string): Session | undefined;
}

export function simulatedIam(settings: IamSettings): SimulatedIam {
  const { account, roles = [], providers = [], tablePolicies = {} } = settings;
  const sessions = new Map<string, Session>();
  return {
    account,
    roles,
    providers,
    tablePolicies,
    session: (accessKeyId) => sessions.get(accessKeyId),
    openSession(role, name, expiresAt) {
      // A session of an assumed role names no path of the role.
      const roleName = role.arn.split("/").at(-1) ?? "";
      const session: Session = {
        accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(96).toString("base64"),
        expiresAt,
        role,
        arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${name}`,
        userId: `AROA${Buffer.from(roleName.padEnd(9, "X")).toString("hex").slice(0, 17).toUpperCase()}:${name}`,
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
  };
}
