import { type Address, isQueryService, signedKey } from "../server/address.ts";
import type { WebServer } from "../server/embedded-server.ts";
import { queryFault } from "../server/query-xml.ts";
import { ServiceError } from "../server/service-error.ts";
import type { WebIdentityOptions } from "../sts/assume-role-with-web-identity.ts";
import { simulatedSts } from "../sts/simulated-sts.ts";
import { askedOf } from "./asked-of.ts";
import { authorize } from "./authorize.ts";
import { type Session, type SimulatedIam, simulatedIam } from "./simulated-iam.ts";

/** A request that may pass, and the account that it goes to. */
export interface Passage {
  readonly account: string;
  readonly body: string;
}

/** Looks at every AWS call before its Region does: answers what belongs to the account, refuses, or lets pass. */
export type Border = (address: Address, request: Request) => Promise<Response | Passage>;

interface Account {
  readonly iam: SimulatedIam;
  /** The same in every Region. */
  readonly sts: WebServer;
}

/**
 * Accounts beside each other; the first is that of whoever signs with no session, its operator, who may do everything there.
 * Signatures are not computed: key and session token must belong together.
 */
export function accountBorder(
  iams: readonly [SimulatedIam, ...SimulatedIam[]],
  outside: Omit<WebIdentityOptions, "iam">,
): Border {
  const accounts = iams.map((iam): Account => ({ iam, sts: simulatedSts(iam.account, { iam, ...outside }) }));
  const accountOf = (id: string | undefined) => accounts.find(({ iam }) => iam.account === id);
  const home = iams[0].account;
  return async (address, request) => {
    const body = await request.clone().text();
    try {
      const caller = callerOf(accounts, request.headers, outside.now());
      if (caller === undefined) {
        const account = accountOf(roleAccount(body)) ?? accountOf(home);
        const isUnsigned = signedKey(request.headers) === undefined;
        return isUnsigned && address.service === "sts" && account ? account.sts(request) : { account: home, body };
      }
      const asked = askedOf(address, body, caller.iam.account);
      const owner = accountOf(asked.account)?.iam ?? simulatedIam({ account: asked.account });
      authorize(asked, { ...caller, owner });
      if (address.service === "sts") return caller.sts(request);
      return { account: asked.account, body: withPlainName(body, asked.table) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return refused(address, error);
    }
  };
}

/** The account of the role that a form asks for. */
function roleAccount(form: string): string | undefined {
  return /^arn:aws:iam::(\d{12}):/.exec(new URLSearchParams(form).get("RoleArn") ?? "")?.[1];
}

interface Caller extends Account {
  readonly session: Session;
}

function callerOf(accounts: readonly Account[], headers: Headers, now: Date): Caller | undefined {
  const key = signedKey(headers) ?? "";
  if (!key.startsWith("ASIA")) return undefined;
  const account = accounts.find(({ iam }) => iam.session(key) !== undefined);
  const session = account?.iam.session(key);
  if (account === undefined || session?.sessionToken !== headers.get("x-amz-security-token"))
    throw new ServiceError("UnrecognizedClientException", "The security token included in the request is invalid.");
  if (session.expiresAt <= now)
    throw new ServiceError("ExpiredTokenException", "The security token included in the request is expired");
  return { ...account, session };
}

/** The simulated DynamoDB knows its tables by name; AWS takes their ARNs as well. */
function withPlainName(body: string, table: string | undefined): string {
  const name = table?.split("/").at(-1);
  return table === undefined || name === undefined ? body : body.replace(JSON.stringify(table), JSON.stringify(name));
}

function refused({ service }: Address, { type, message, status }: ServiceError): Response {
  if (isQueryService(service)) return queryFault(403, type.replace(/Exception$/, ""), message);
  const body = JSON.stringify({ __type: type, message });
  return new Response(body, { status, headers: { "content-type": "application/x-amz-json-1.1" } });
}
