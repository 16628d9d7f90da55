import * as shapes from "@aws-sdk/client-sts";
import { type SimulatedIam, simulatedIam } from "../iam/simulated-iam.ts";
import type { Call } from "../server/aws-service.ts";
import { constraints } from "../server/constraints.ts";
import type { WebServer } from "../server/embedded-server.ts";
import { queryService } from "../server/query-service.ts";
import { assumeRoleWithWebIdentity, type WebIdentityOptions } from "./assume-role-with-web-identity.ts";

/** Limits of the STS API reference. */
const limits = constraints("ValidationError", {
  AssumeRoleWithWebIdentity: {
    RoleArn: { min: 20, max: 2048 },
    RoleSessionName: { min: 2, max: 64, pattern: /^[\w+=,.@-]*$/ },
    DurationSeconds: { min: 900, max: 43_200 },
  },
});

/** STS of one account: GetCallerIdentity and AssumeRoleWithWebIdentity. Whoever is no session is the operator of the account. */
export function simulatedSts(account: string, identities = nobody(account)): WebServer {
  const { iam } = identities;
  return queryService({
    name: "sts",
    version: "2011-06-15",
    xmlns: "https://sts.amazonaws.com/doc/2011-06-15/",
    shapes,
    validationError: "ValidationError",
    checks: [limits],
    operations: {
      GetCallerIdentity: async (_: shapes.GetCallerIdentityCommandInput, { accessKeyId }: Call) =>
        callerOf(iam, accessKeyId),
      AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity(identities),
    },
  });
}

/** An account that trusts no identity provider, and so asks none. */
function nobody(account: string): WebIdentityOptions {
  return {
    iam: simulatedIam({ account }),
    fetch: () => Promise.reject(new TypeError("fetch failed")),
    now: () => new Date(),
  };
}

function callerOf(iam: SimulatedIam, accessKeyId = "") {
  const session = iam.session(accessKeyId);
  return {
    Account: iam.account,
    Arn: session?.arn ?? `arn:aws:sts::${iam.account}:assumed-role/operator/local`,
    UserId: session?.userId ?? "AROAEXAMPLEEXAMPLEEXA:local",
  };
}
